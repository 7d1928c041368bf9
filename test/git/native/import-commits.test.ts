import { existsSync, readdirSync, renameSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { Change } from '../../../src/git/repository.ts';
import { gather } from '../../../src/process/collect.ts';
import { newCommit, openedObjects } from '../../support/commits.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('of two who move a ref the later one loses, says so, and leaves no litter', async t => {
  const { path, objects, git } = await openedObjects(t, { files: { 'secret-name': '' } });
  const change = (content: string): Change => ({ path: 'a', mode: '100644', content });
  const [first] = await objects.commit([newCommit([change('1')])]);
  await t.rejects(objects.commit([newCommit([change('2')])]), {
    code: 'ref-conflict',
    data: { ref: 'refs/runs/x' },
  });
  t.equal(git('rev-parse', 'refs/runs/x'), first?.commit);
  await t.rejects(objects.commit([newCommit([change('3')], { parent: '1'.repeat(40) })]), {
    code: 'git-command',
  });
  t.same(
    readdirSync(join(path, '.git')).filter(name => name.includes('crash')),
    [],
  );
});

t.test('a stream with a great deal in it arrives whole', async t => {
  const { objects } = await openedObjects(t);
  const changes = Array.from(
    { length: 2000 },
    (_, index): Change => ({ path: `d/${index}`, mode: '100644', content: `${index}`.repeat(500) }),
  );
  await objects.commit([newCommit(changes)]);
  t.equal((await objects.files('refs/runs/x', 'd')).length, 2000);
});

t.test('a writer that was killed has written nothing that counts', async t => {
  const { path, env, objects, git } = await openedObjects(t);
  await objects.commit([newCommit([{ path: 'a', mode: '100644', content: '1' }])]);
  const { gitProgram } = await import('../../../src/git/native/program.ts');
  const child = gitProgram(path, env).open(['fast-import', '--quiet']);
  child.stdin.end(
    'feature done\ncommit refs/runs/cut\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\ndata 1\nx\n',
  );
  await gather(child.stdout);
  await new Promise(resolve => child.once('close', resolve));
  t.notOk(existsSync(join(path, '.git/refs/runs/cut')));
  t.equal(git('for-each-ref', '--format=%(refname)', 'refs/runs'), 'refs/runs/x');
});

t.test('what a killed process left of the very same commit is no obstacle', async t => {
  const { path, objects, git } = await openedObjects(t);
  const same = newCommit([{ path: 'a', mode: '100644', content: 'a' }]);
  const [first] = await objects.commit([same]);
  const packs = join(path, '.git/objects/pack');
  // Killed before the pack had its index, it had said already that it keeps it.
  for (const name of readdirSync(packs)) {
    renameSync(join(packs, name), join(packs, name.replace(/\.\w+$/, '.keep')));
  }
  git('update-ref', '-d', 'refs/runs/x');
  t.same(await objects.commit([same]), [first]);
  t.equal(git('rev-parse', 'refs/runs/x'), first?.commit);
});

t.test(
  'a git that is killed once it has moved the ref has done its work; one killed before has not',
  async t => {
    const on = temporaryRepository(t);
    const end = (when: string) =>
      `#!/bin/sh
case "$*" in *fast-import*) ;; *) PATH="\${PATH#*:}" exec git "$@" ;; esac
${when}
PATH="\${PATH#*:}" git "$@"
kill -9 $$
`;
    const shim = on.write('../home/bin/git*', end(''));
    const env = { ...on.env, PATH: `${join(shim, '..')}${delimiter}${on.env.PATH}` };
    const { objects, close } = await openRepository(on.path, env);
    t.teardown(close);
    const [made] = await objects.commit([newCommit([{ path: 'a', mode: '100644', content: '1' }])]);
    t.equal(on.git('rev-parse', 'refs/runs/x'), made?.commit);
    on.write('../home/bin/git*', end('kill -9 $$'));
    const again = objects.commit([newCommit([], { ref: 'refs/runs/y' })]);
    await t.rejects(again, { code: 'git-command', data: { exitCode: null } });
    t.equal(on.git('for-each-ref', 'refs/runs/y'), '');
  },
);

t.test('a commit whose pack is taken away under way is made again', async t => {
  const on = temporaryRepository(t);
  const shim = on.write(
    '../home/bin/git*',
    `#!/bin/sh
PATH="\${PATH#*:}"
case "$*" in *fast-import*) ;; *) exec git "$@" ;; esac
[ -e "$HOME/once" ] && exec git "$@"
touch "$HOME/once"
cat > /dev/null
echo 'error: unable to write file .git/objects/pack/pack-1.pack: No such file or directory' >&2
exit 128
`,
  );
  const env = { ...on.env, PATH: `${join(shim, '..')}${delimiter}${on.env.PATH}` };
  const { objects, close } = await openRepository(on.path, env);
  t.teardown(close);
  const [made] = await objects.commit([newCommit([{ path: 'a', mode: '100644', content: '1' }])]);
  t.equal(on.git('rev-parse', 'refs/runs/x'), made?.commit);
});
