import t from 'tap';
import { allRuns, runsWithModels, searchRuns } from '../../../src/interop/mlflow/search-runs.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const search = { experiments: new Set(['default']), filter: '', view: 'ALL', order: [], most: 10 } as const;

t.test('a run is found once, whether it is being written or a commit', async t => {
  const run_id = await bench.begin({ run_name: 'a' });
  await bench.post('logged-models', { experiment_id: '0', source_run_id: run_id });
  await bench.begin({ run_name: 'b' });
  const ask = async () => {
    t.same(
      (await searchRuns(bench.tracking, search)).items.map(({ name }) => name),
      ['b', 'a'],
    );
    t.same(
      (await runsWithModels(bench.tracking)).map(({ id }) => id),
      [run_id],
    );
    let count = 0;
    for await (const _ of allRuns(bench.tracking)) count++;
    t.equal(count, 2);
  };
  await ask();
  await bench.restart();
  await ask();
});

t.test('the trash is searched where it is asked for', async t => {
  const run_id = await bench.begin({ run_name: 'gone' });
  await bench.post('runs/delete', { run_id });
  const names = async (view: 'ACTIVE_ONLY' | 'DELETED_ONLY') =>
    (await searchRuns(bench.tracking, { ...search, view })).items.map(({ name }) => name);
  t.same(await names('ACTIVE_ONLY'), ['b', 'a']);
  t.same(await names('DELETED_ONLY'), ['gone']);
});
