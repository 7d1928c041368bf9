import t from 'tap';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { recordRun } from '../../support/recorded-run.ts';

const bench = await mlflowBench(t);
const { post, refusal, begin } = bench;
const get = async (run_id: string) => (await bench.get('runs/get', { run_id })).run;

const run_id = await begin({ run_name: 'a', user_id: 'ada', tags: [{ key: 'k', value: 'v' }] });
const point = { run_id, key: 'm', value: 1, timestamp: 1_700_000_000_123, step: '9007199254740993' };
await post('runs/log-metric', point);
await post('runs/log-metric', { ...point, value: 3, step: 7, timestamp: 5 });
await post('runs/log-metric', { ...point, value: 2, step: 2, timestamp: 6 });
await post('runs/log-parameter', { run_id, key: 'lr', value: '1e-1' });
const dataset = { name: 'd', digest: 'x', source_type: 'local', source: 'file' };
await post('runs/log-inputs', { run_id, datasets: [{ dataset }] });
await post('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() + 1000 });
const before = await get(run_id);
await bench.restart();

t.test('a run is told the same when it is a commit', async t => {
  t.same(await get(run_id), before);
  t.equal(before.info.user_id, 'ada');
  const found = await post('runs/search', { experiment_ids: ['0'], filter: "dataset.name = 'd'" });
  t.match(found.runs, [{ info: before.info }]);
});

t.test('what people say of it may change', async t => {
  await post('runs/set-tag', { run_id, key: 'later', value: 'x' });
  await post('runs/delete-tag', { run_id, key: 'k' });
  await post('runs/set-tag', { run_id, key: 'mlflow.note.content', value: 'said' });
  await post('runs/update', { run_id, run_name: 'renamed' });
  const { info, data } = await get(run_id);
  t.match(info, { run_name: 'renamed', status: 'FINISHED' });
  t.same(
    new Map(data.tags.map(({ key, value }: { key: string; value: string }) => [key, value])),
    new Map([
      ['later', 'x'],
      ['mlflow.note.content', 'said'],
      ['mlflow.runName', 'renamed'],
    ]),
  );
  await post('runs/delete-tag', { run_id, key: 'mlflow.note.content' });
  t.match(await refusal('runs/delete-tag', { run_id, key: 'mlflow.note.content' }), /No tag with name/);
  await post('runs/delete', { run_id });
  t.equal((await get(run_id)).info.lifecycle_stage, 'deleted');
  await post('runs/restore', { run_id });
});

t.test('what was recorded stays, and what is sent again is no change', async t => {
  await post('runs/log-metric', point);
  await post('runs/log-parameter', { run_id, key: 'lr', value: '1e-1' });
  t.match(await refusal('runs/log-parameter', { run_id, key: 'lr', value: '2' }), /Changing param values/);
  const { info } = await get(run_id);
  await post('runs/update', { run_id, status: info.status, end_time: info.end_time });
  t.same(bench.journals(), []);
  t.same(bench.tracking.open, []);
});

t.test('a run that git run recorded is told too', async t => {
  const { path, env } = bench.on;
  const { run } = await recordRun({ ...bench.on, repository: bench.repository, path, env }, ['true'], {
    experiment: 'cli',
  });
  const { experiment } = await bench.get('experiments/get-by-name', { experiment_name: 'cli' });
  const found = await post('runs/search', { experiment_ids: [experiment.experiment_id] });
  t.match(found.runs, [{ info: { run_id: run.id, status: 'FINISHED', run_name: run.name } }]);
  t.match(await get(run.id), { info: { run_id: run.id, experiment_id: experiment.experiment_id } });
});
