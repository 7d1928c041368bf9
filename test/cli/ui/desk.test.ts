import { basename } from 'node:path';
import t from 'tap';
import { createContext, type World } from '../../../src/cli/context.ts';
import { openDesk } from '../../../src/cli/ui/desk.ts';
import { worldOf } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import {
  hermeticEnvironment,
  type Teardown,
  temporaryDirectory,
} from '../../support/temporary-repository.ts';

/** A context that is open to the test's end. */
function contextOf(t: Teardown, world: World) {
  const context = createContext(world);
  t.teardown(() => context.close());
  return context;
}

t.test('a desk is of the repository here', async t => {
  const bench = await storeBench(t, { config: { 'run.theme': 'light', 'run.key.quit': 'Z' } });
  await bench.save(bench.run({ name: 'swift-otter' }));
  const { world, err } = worldOf(bench.on);
  const desk = await openDesk(contextOf(t, world), { readOnly: false });
  t.equal(desk.title, basename(bench.on.path));
  t.equal(desk.readOnly, undefined);
  t.equal(desk.setting('theme'), 'light');
  t.equal(desk.setting('key.quit'), 'Z');
  t.equal(desk.setting('key.none'), undefined);
  t.same(await desk.directions(), {});
  t.match((await desk.all(() => {})).rows, [{ name: 'swift-otter' }]);
  bench.on.git('update-ref', 'refs/runs/01m6e5gr400000000000000000', 'HEAD');
  t.equal((await desk.all(() => {})).damaged.length, 1);
  t.equal(Buffer.concat(err).toString(), '', 'nothing is said past the screen');
  await desk.close();
});

t.test('with --read-only it says why nothing can be changed', async t => {
  const { on } = await storeBench(t);
  const desk = await openDesk(contextOf(t, worldOf(on).world), { readOnly: true });
  t.equal(desk.readOnly, '--read-only was given');
  await desk.close();
});

t.test('where there is no repository there is no desk', async t => {
  const path = temporaryDirectory(t);
  const on = { path, env: { ...hermeticEnvironment(path), GIT_CEILING_DIRECTORIES: path } };
  await t.rejects(openDesk(contextOf(t, worldOf(on).world), { readOnly: false }), {
    code: 'not-a-repository',
  });
});
