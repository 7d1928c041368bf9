import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { remotesDesk } from '../../../src/cli/ui/remotes-desk.ts';
import { findTip } from '../../../src/store/tips.ts';
import { worldOf } from '../../support/cli.ts';
import { type Clone, team } from '../../support/clones.ts';
import { storeBench } from '../../support/store-bench.ts';
import { gitIn, temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

const deskOn = (on: Parameters<typeof worldOf>[0], closing = new AbortController()) =>
  remotesDesk(createContext(worldOf(on).world), closing.signal);

t.test('the remote that runs are pushed to stands first', async t => {
  const remote = { 'remote.backup.url': '/a', 'remote.origin.url': '/b', 'remote.a.b.url': '/c' };
  t.same(await deskOn(temporaryRepository(t)).remotes(), []);
  t.same(await deskOn(temporaryRepository(t, { config: remote })).remotes(), ['origin', 'backup', 'a.b']);
  const chosen = { ...remote, 'run.remote': 'a.b', 'remote.pushDefault': 'backup' };
  t.same(await deskOn(temporaryRepository(t, { config: chosen })).remotes(), ['a.b', 'backup', 'origin']);
});

t.test('a remote tells which runs it has, and nothing else', async t => {
  const bench = await storeBench(t);
  const there = temporaryDirectory(t);
  gitIn(there, bench.on.env, ['init', '-q', '--bare']);
  bench.on.git('remote', 'add', 'origin', there);
  const run = bench.run();
  const commit = await bench.save(run);
  const desk = deskOn(bench.on);
  t.same([...(await desk.there('origin'))], []);
  bench.on.git('push', '-q', 'origin', 'main', 'refs/runs/*:refs/runs/*');
  gitIn(there, bench.on.env, ['update-ref', 'refs/runs/not-an-id', commit]);
  t.same([...(await desk.there('origin'))], [[run.id, commit]]);
});

t.test('folded runs are there too', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const run = await here.save();
  await here.push();
  await here.fold();
  const commit = (await findTip(here.repository, run.id))?.commit;
  for (const clone of [here, other]) {
    const context = createContext(worldOf(clone).world);
    t.teardown(() => context.close());
    const desk = remotesDesk(context, new AbortController().signal);
    t.same([...(await desk.there('origin'))], [[run.id, commit]]);
  }
});

t.test('runs are looked for where run.refPrefix says that they lie', async t => {
  const bench = await storeBench(t, { config: { 'run.refPrefix': 'refs/heads/runs/' } });
  const there = temporaryDirectory(t);
  gitIn(there, bench.on.env, ['init', '-q', '--bare']);
  bench.on.git('remote', 'add', 'origin', there);
  const run = bench.run();
  const commit = await bench.save(run);
  bench.on.git('push', '-q', 'origin', 'refs/runs/*:refs/heads/runs/*', `HEAD:refs/runs/${bench.run().id}`);
  t.same([...(await deskOn(bench.on).there('origin'))], [[run.id, commit]]);
});

t.test('one that does not answer is an error that says why', async t => {
  const on = temporaryRepository(t, { config: { 'remote.origin.url': '/nowhere/at/all' } });
  await t.rejects(deskOn(on).there('origin'), { message: 'origin: there is no repository' });
});

t.test('one that is silent is not waited for by who leaves', async t => {
  const { env, ...on } = temporaryRepository(t, { config: { 'remote.origin.url': 'silent.example:a' } });
  const closing = new AbortController();
  // It says nothing, until nobody listens to it.
  const desk = deskOn({ ...on, env: { ...env, GIT_SSH_COMMAND: 'sh -c "read line"' } }, closing);
  const asked = desk.there('origin');
  closing.abort();
  await t.rejects(asked);
});
