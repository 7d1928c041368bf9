import t from 'tap';
import { remoteTraps } from '../../src/config/remote-traps.ts';
import { openRepository } from '../../src/git/open.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

/** The traps of a remote `o` with some configuration, read by Git itself; a key may stand twice. */
async function traps(...settings: [string, string][]) {
  const on = temporaryRepository(t, { commit: false });
  for (const [key, value] of settings) on.git('config', '--add', key, value);
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  return remoteTraps(repository.config).map(({ kind }) => kind);
}

const BRANCHES: [string, string] = ['remote.o.fetch', '+refs/heads/*:refs/remotes/o/*'];
const ALL: [string, string] = ['remote.o.fetch', '+refs/*:refs/*'];
const PRUNE: [string, string] = ['fetch.prune', 'true'];

t.test('a remote like most is no trap, pruned or not', async t => {
  t.same(await traps(BRANCHES, PRUNE, ['remote.o.push', 'refs/heads/*:refs/heads/*']), []);
  t.same(await traps(), []);
});

t.test('what prunes runs is one, however it is written', async t => {
  t.same(await traps(ALL, PRUNE), ['prune']);
  t.same(await traps(BRANCHES, ['remote.o.fetch', 'refs/runs/*:refs/runs/*'], ['remote.o.prune', 'yes']), [
    'prune',
  ]);
  t.same(await traps(ALL, PRUNE, ['remote.o.prune', 'false']), ['force'], 'the remote has the last word');
  t.same(await traps(['remote.o.fetch', 'refs/runs/*:refs/runs/*']), [], 'it fast-forwards');
  t.same(await traps(ALL, PRUNE, ['remote.o.fetch', '^refs/runs/*']), [], 'they are taken out');
  t.same(
    await traps(['remote.o.fetch', '+refs/runs/*:refs/remotes/o/runs/*'], PRUNE),
    [],
    'those are copies',
  );
});

t.test('what publishes everything is one', async t => {
  t.same(await traps(['remote.o.mirror', 'true']), ['mirror']);
  t.same(await traps(['remote.o.mirror', 'false']), []);
  t.same(await traps(['remote.o.push', '+refs/*:refs/*']), ['live']);
  t.same(await traps(['remote.o.push', 'refs/runs/*']), []);
  t.same(await traps(['remote.a.b/c.mirror', 'true']), ['mirror'], 'whatever its name');
});
