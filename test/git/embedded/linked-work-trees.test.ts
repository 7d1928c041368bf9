import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { embeddedLinkedWorkTrees } from '../../../src/git/embedded/linked-work-trees.ts';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('git works in what was made, and takes it away', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  const gitDir = join(path, '.git');
  const trees = embeddedLinkedWorkTrees(gitDir, objectStore(gitDir));
  const directory = join(path, '../.odd name..lock');
  await trees.add(directory, git('rev-parse', 'HEAD'));
  t.same(readdirSync(directory), ['.git']);
  gitIn(directory, env, ['reset', '-q', '--hard']);
  gitIn(directory, env, ['commit', '-q', '--allow-empty', '-m', 'there']);
  t.equal(git('rev-parse', 'HEAD'), gitIn(directory, env, ['rev-parse', 'HEAD~']));
  t.match(git('worktree', 'list'), 'odd name');
  git('worktree', 'remove', '--force', directory);
  t.notOk(existsSync(directory));
  t.notOk(existsSync(join(gitDir, 'worktrees')));
});

t.test('only what is a worktree of this repository is removed', async t => {
  const { path, git } = temporaryRepository(t);
  const other = temporaryRepository(t, { files: { a: '1' } });
  other.git('worktree', 'add', '-q', '../linked');
  const gitDir = join(path, '.git');
  const trees = embeddedLinkedWorkTrees(gitDir, objectStore(gitDir));
  for (const directory of [path, other.path, join(other.path, '../linked')]) {
    await t.rejects(trees.remove(directory), { code: 'corrupt-record' });
    t.ok(existsSync(directory));
  }
  await t.rejects(trees.add(join(path, '../x'), '1'.repeat(40)), { code: 'corrupt-record' });
  await t.rejects(trees.add(other.path, git('rev-parse', 'HEAD')), { code: 'would-overwrite' });
});
