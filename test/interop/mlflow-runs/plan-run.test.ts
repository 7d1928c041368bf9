import t from 'tap';
import type { MlflowRun } from '../../../src/interop/mlflow-runs/mlflow-run.ts';
import { asName, planRun, startOf } from '../../../src/interop/mlflow-runs/plan-run.ts';
import { timeOf } from '../../../src/run/run-id.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { sampleRun } from '../../support/run-rows.ts';

const ground = {
  experiment: sampleRun().experiment,
  source: sampleRun().source,
  author: 'Ada <a@b>',
  losses: [],
};
const mlflow = (changes: Partial<MlflowRun>): MlflowRun => ({
  ...{ id: 'a'.repeat(32), path: '1/a', meta: {}, params: {}, tags: {}, metrics: [] },
  ...{ inputs: [], outputs: [], models: [], artifacts: [] },
  ...changes,
});
const plan = (changes: Partial<MlflowRun>) => planRun(mlflow(changes), ground);

t.test('statuses are read by number or name; one without an end is lost', async t => {
  const status = (said: unknown) => plan({ meta: { status: said as never } }).run.outcome;
  t.match(status(3), { status: 'finished' });
  t.match(status('FAILED'), { status: 'failed', exitCode: 1 });
  t.match(status(5), { status: 'killed' });
  for (const open of [1, 'SCHEDULED', undefined, 99]) t.match(status(open), { status: 'lost' }, `${open}`);
});

t.test('times are as they were said, else as points tell', async t => {
  const point = { key: 'x', step: [0, 1], value: [1, 2], timestamp: [STARTED + 5, STARTED + 9] };
  const { run } = plan({ metrics: [point] });
  t.same([Date.parse(run.started), Date.parse(run.ended)], [STARTED + 5, STARTED + 9]);
  t.equal(timeOf(run.id), STARTED + 5);
  t.equal(startOf(mlflow({ meta: { start_time: -4 } })), 0);
  t.equal(startOf(mlflow({ meta: { start_time: 1e300 } })), 0);
  t.equal(plan({ meta: { start_time: 100, end_time: 50 } }).run.resources.wall, 0);
});

t.test('the last value is that of the highest step, as MLflow shows it', async t => {
  const last = (step: number[], timestamp: number[], value: number[]) =>
    plan({ metrics: [{ key: 'x', step, timestamp, value }] }).run.metrics.x;
  t.match(last([7, 2], [1, 2], [2, 1]), { last: 2, step: 7, min: 1, max: 2, count: 2 });
  t.match(last([1, 1], [5, 4], [1, 2]), { last: 1 });
  t.match(last([1, 1], [5, 5], [1, 2]), { last: 2 });
  t.match(last([1, 2], [5, 5], [Number.NaN, 3]), { last: 3, min: 3 });
});

t.test('names that can be none here are nearly the same', async t => {
  t.equal(asName('a: b'), 'a- b');
  t.equal(asName('@-x'), 'x');
  t.equal(asName('two\nlines'), 'two lines');
  t.equal(asName('x'.repeat(500))?.length, 200);
  t.equal(asName(' : '), undefined);
  t.equal(asName(''), undefined);
  t.match(plan({ tags: { 'mlflow.runName': '' } }).run.name, /^[a-z]+-[a-z]+$/);
});

t.test('a deleted run is in the trash since it was deleted', async t => {
  const { deletion } = plan({ meta: { lifecycle_stage: 'deleted', deleted_time: STARTED } });
  t.match(deletion, { time: new Date(STARTED).toISOString(), edit: { kind: 'trash' } });
  t.equal(plan({ meta: { lifecycle_stage: 'active' } }).deletion, undefined);
});

t.test('what MLflow did not keep is a problem that the run tells of', async t => {
  const tags = { 'mlflow.source.git.commit': 'b'.repeat(40), 'mlflow.source.git.dirty': 'True' };
  t.match(plan({ tags }).run.problems, [{ code: 'no-source' }, { code: 'no-source', message: /edits/ }]);
});
