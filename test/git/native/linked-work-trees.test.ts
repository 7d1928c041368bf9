import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { nativeLinkedWorkTrees } from '../../../src/git/native/linked-work-trees.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a worktree is added empty, settled to its commit, and removed with all that is in it', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1\n', 'b/c': '2\n' } });
  const before = snapshotOf(path);
  const trees = nativeLinkedWorkTrees(gitProgram(path, env), env, join(path, '.git'));
  const directory = join(path, '../linked');
  await trees.add(directory, git('rev-parse', 'HEAD'));
  t.same(readdirSync(directory), ['.git']);
  writeFileSync(join(directory, 'a'), '1\n');
  await trees.settle(directory);
  t.equal(gitIn(directory, env, ['status', '--porcelain']), ' D b/c');
  t.equal(gitIn(directory, env, ['rev-parse', '--abbrev-ref', 'HEAD']), 'HEAD');
  writeFileSync(join(directory, 'untracked'), '');
  await trees.remove(directory);
  t.notOk(existsSync(directory));
  t.same(snapshotOf(path), before);
});

t.test('no hook and no filter of the repository is run', async t => {
  const { path, env, git, write } = temporaryRepository(t, {
    files: { '.gitattributes': '* filter=x\n', a: '1' },
    config: { 'filter.x.smudge': 'touch filter-ran; cat' },
  });
  write('.git/hooks/post-checkout*', '#!/bin/sh\ntouch hook-ran\n');
  const trees = nativeLinkedWorkTrees(gitProgram(path, env), env, join(path, '.git'));
  const directory = join(path, '../linked');
  await trees.add(directory, git('rev-parse', 'HEAD'));
  await trees.settle(directory);
  t.same(readdirSync(directory), ['.git']);
  t.notOk(existsSync(join(path, 'hook-ran')));
});

t.test("called from a hook, with Git's variables set, the user's index is not touched", async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  const commit = git('rev-parse', 'HEAD');
  git('commit', '-q', '--allow-empty', '-m', 'second');
  git('rm', '-q', '--cached', 'a');
  const inHook = {
    ...env,
    GIT_DIR: join(path, '.git'),
    GIT_WORK_TREE: path,
    GIT_INDEX_FILE: join(path, '.git/index'),
  };
  const before = snapshotOf(path);
  const trees = nativeLinkedWorkTrees(gitProgram(path, inHook), inHook, join(path, '.git'));
  const directory = join(path, '../linked');
  await trees.add(directory, commit);
  await trees.settle(directory);
  t.equal(gitIn(directory, env, ['ls-files']), 'a');
  await trees.remove(directory);
  t.same(snapshotOf(path), before);
});

t.test('of a git that is killed while it makes one nothing is left', async t => {
  const on = temporaryRepository(t, { files: { a: '1' } });
  const shim = on.write(
    '../home/bin/git*',
    `#!/bin/sh
PATH="\${PATH#*:}"
[ -e "$HOME/once" ] && exec git "$@"
case "$*" in *'worktree add'*) touch "$HOME/once"; git "$@"; rm -f "$PWD/../copy/.git"; echo half > "$PWD/../copy/.git"; : > "$PWD/.git/worktrees/copy/commondir"; kill -9 $$ ;; esac
exec git "$@"
`,
  );
  const env = { ...on.env, PATH: `${dirname(shim)}:${on.env.PATH}` };
  const worktrees = nativeLinkedWorkTrees(gitProgram(on.path, env), env, join(on.path, '.git'));
  const copy = join(on.path, '../copy');
  await t.rejects(worktrees.add(copy, on.git('rev-parse', 'HEAD')), { code: 'git-command' });
  t.notOk(existsSync(copy));
  t.equal(on.git('worktree', 'list').split('\n').length, 1);
  await worktrees.add(copy, on.git('rev-parse', 'HEAD'));
});
