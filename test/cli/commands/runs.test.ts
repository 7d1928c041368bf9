import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run());

t.test('log and show answer by the names that MLflow has for them', async t => {
  t.same(await run('runs', 'list', '-n', '1'), await run('log', '-n', '1'));
  t.same(await run('runs', 'describe', '--run-id', 'swift-otter'), await run('show', 'swift-otter'));
  t.same(await run('experiments', 'list'), await run('experiment', 'list'));
  t.same(await run('artifacts', 'list', '@'), await run('artifact', 'list', '@'));
});
