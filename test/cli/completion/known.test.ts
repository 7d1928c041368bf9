import t from 'tap';
import { knownIn } from '../../../src/cli/completion/known.ts';
import { createContext } from '../../../src/cli/context.ts';
import { worldOf } from '../../support/cli.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';
import { hermeticEnvironment, temporaryDirectory } from '../../support/temporary-repository.ts';

const bench = await storeBench(t, { config: { 'remote.origin.url': 'https://example.com/x' } });
for (const [name, ago] of [
  ['older', 2000],
  ['newer', 1000],
] as const)
  await bench.save(bench.run({ name, id: sampleId(NOW - ago) }));

const known = (on: Parameters<typeof worldOf>[0], isRemote = false) =>
  knownIn(createContext(worldOf(on).world), { isRemote });

t.test('of a repository its runs, remotes and experiments are known', async t => {
  const here = known(bench.on);
  t.teardown(() => here.context.close());
  t.same(
    (await here.rows()).map(({ name }) => name),
    ['newer', 'older'],
  );
  t.same(await here.remotes(), ['origin']);
  t.same(await here.experiments(), []);
  t.same(await here.artifacts('nonsense'), [], 'an error says nothing');
});

t.test('outside of one, and of a remote, nothing is known, nor complained of', async t => {
  const path = temporaryDirectory(t);
  for (const there of [known({ path, env: hermeticEnvironment(path) }), known(bench.on, true)]) {
    t.same(await there.rows(), []);
    t.same(await there.experiments(), []);
    t.same(await there.artifacts('@'), []);
    await there.context.close();
  }
});
