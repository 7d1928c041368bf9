import t from 'tap';
import { LatestPoints } from '../../../src/interop/mlflow/latest-points.ts';
import { allRuns } from '../../../src/interop/mlflow/search-runs.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const rows = async () => {
  const found: RunRow[] = [];
  for await (const { row } of allRuns(bench.tracking)) found.push(row);
  return found;
};
for (const value of [1, 2]) {
  const run_id = await bench.begin({ run_name: `run-${value}` });
  await bench.post('runs/log-batch', {
    run_id,
    metrics: [3, 2, 1].map(step => ({ key: 'm', value: value * step, step, timestamp: step * 10 })),
  });
}
await bench.restart();

t.test('of many runs the latest points are found at once, by step and not as they came', async t => {
  const all = await rows();
  const latest = new LatestPoints(bench.repository);
  for (const _ of ['read', 'remembered']) {
    const told = await latest.of(all);
    for (const { commit, name } of all)
      t.match(told.get(commit as string)?.metrics?.get('m'), {
        value: 3 * Number(name.at(-1)),
        step: 3,
        timestamp: 30,
      });
  }
});

t.test('a run of very many points is told by its record', async t => {
  const [row] = await rows();
  const { commit, artifacts } = row as RunRow;
  const m = { last: 1, min: 1, max: 1, count: 1_000_000, step: 0 };
  const told = await new LatestPoints(bench.repository).of([{ commit, artifacts, metrics: { m } } as never]);
  t.equal(told.get(commit as string)?.metrics, undefined);
});

t.test('a run that is being written is not asked for in Git', async t => {
  const none = { metrics: {}, artifacts: { count: 0, bytes: 0 } } as never;
  t.equal((await new LatestPoints(bench.repository).of([none])).size, 0);
});
