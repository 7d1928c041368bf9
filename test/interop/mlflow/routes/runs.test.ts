import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal, begin } = bench;
const run = async (run_id: string) => (await get('runs/get', { run_id })).run;

t.test('a run is begun as its client asks, whole in the answer', async t => {
  const { run } = await post('runs/create', {
    experiment_id: '0',
    user_id: 'ada',
    run_name: 'version_1',
    start_time: '1700000000123',
    tags: [{ key: 'k', value: 'v' }],
  });
  t.match(run.info, {
    ...{
      run_name: 'version_1',
      experiment_id: '0',
      user_id: 'ada',
      status: 'RUNNING',
      start_time: 1_700_000_000_123,
    },
    ...{
      run_uuid: run.info.run_id,
      lifecycle_stage: 'active',
      artifact_uri: `mlflow-artifacts:/0/${run.info.run_id}/artifacts`,
    },
  });
  t.same(run.data.tags, [
    { key: 'k', value: 'v' },
    { key: 'mlflow.runName', value: 'version_1' },
  ]);
  t.same((await get('runs/get', { run_uuid: run.info.run_id })).run, run);
});

t.test('one without a name is given one', async t => {
  const { info, data } = await run(await begin());
  t.match(info.run_name, /^[a-z]+-[a-z]+$/);
  t.same(data.tags, [{ key: 'mlflow.runName', value: info.run_name }]);
  const tagged = await begin({ tags: [{ key: 'mlflow.runName', value: 'by tag' }] });
  t.equal((await run(tagged)).info.run_name, 'by tag');
  t.match(
    await refusal('runs/create', { run_name: 'a', tags: [{ key: 'mlflow.runName', value: 'b' }] }),
    /different values/,
  );
});

t.test('it ends as its client says, and goes on again', async t => {
  const run_id = await begin();
  await post('runs/update', { run_id, status: 'FINISHED', end_time: '1700000000999' });
  t.match((await run(run_id)).info, { status: 'FINISHED', end_time: 1_700_000_000_999 });
  await post('runs/update', { run_id, status: 'RUNNING' });
  await post('runs/log-metric', { run_id, key: 'm', value: 1, timestamp: 1 });
  const { run_info } = await post('runs/update', { run_uuid: run_id, status: 4, run_name: 'other' });
  t.match(run_info, { status: 'FAILED', run_name: 'other' });
  t.match((await run(run_id)).data.tags, [{ key: 'mlflow.runName', value: 'other' }]);
});

t.test('a time in other units than ms is refused, and harms no other run', async t => {
  const run_id = await begin();
  for (const time of [1_700_000_000_999_000, '1700000000999000000', '9223372036854775807', 8.64e15]) {
    t.match(
      await refusal('runs/create', { start_time: time }),
      /'start_time' supplied: it is no time in milliseconds/,
    );
    t.match(await refusal('runs/update', { run_id, end_time: time }), /'end_time' supplied/);
  }
  t.ok(await begin());
  t.notOk('end_time' in (await run(run_id)).info);
});

t.test('in the trash it takes nothing, and comes out of it', async t => {
  const run_id = await begin();
  await post('runs/delete', { run_id });
  await post('runs/delete', { run_id });
  t.equal((await run(run_id)).info.lifecycle_stage, 'deleted');
  t.match(
    await refusal('runs/set-tag', { run_id, key: 'a', value: 'b' }),
    /must be in the 'active' state. Current state is deleted/,
  );
  await post('runs/restore', { run_id });
  await post('runs/set-tag', { run_id, key: 'a', value: 'b' });
});

t.test('what is no run is not found, at once', async t => {
  for (const id of ['nothing', '0'.repeat(26), '../../x', 'a'.repeat(300)]) {
    const { status, json } = await bench.send(
      'GET',
      `/api/2.0/mlflow/runs/get?run_id=${encodeURIComponent(id)}`,
    );
    t.equal(status, 404);
    t.same(json, { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `Run with id=${id} not found` });
  }
  t.match(await refusal('runs/create', { experiment_id: 'none' }), /No Experiment with id=none exists/);
  t.match(await refusal('runs/create', { start_time: '9999999999999999' }), /start_time/);
});
