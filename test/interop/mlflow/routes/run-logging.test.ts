import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal, begin } = bench;
const data = async (run_id: string) => (await get('runs/get', { run_id })).run.data;
const point = (key: string, value: unknown, timestamp: unknown = 1, step: unknown = 0) => ({
  key,
  value,
  timestamp,
  step,
});

t.test('params, metrics and tags are logged one by one', async t => {
  const run_id = await begin();
  await post('runs/log-parameter', { run_id, key: 'lr', value: '0.1' });
  await post('runs/log-parameter', { run_id, key: 'lr', value: '0.1' });
  await post('runs/log-parameter', { run_uuid: run_id, key: 'none' });
  t.match(
    await refusal('runs/log-parameter', { run_id, key: 'lr', value: '0.2' }),
    /Changing param values is not allowed/,
  );
  await post('runs/log-metric', { run_id, ...point('m', '0.5', '1700000000000', '9007199254740993') });
  await post('runs/log-metric', { run_id, key: 'nan', value: 'NaN', timestamp: 2 });
  await post('runs/set-tag', { run_id, key: 'a', value: '1' });
  await post('runs/set-tag', { run_id, key: 'a', value: '2' });
  await post('runs/set-tag', { run_id, key: 'b', value: '1' });
  await post('runs/delete-tag', { run_id, key: 'b' });
  t.match(
    await refusal('runs/delete-tag', { run_id, key: 'b' }),
    `RESOURCE_DOES_NOT_EXIST: No tag with name: b in run with id ${run_id}`,
  );
  const { params, metrics, tags } = await data(run_id);
  t.same(params, [
    { key: 'lr', value: '0.1' },
    { key: 'none', value: '' },
  ]);
  t.match(metrics, [
    { key: 'm', value: 0.5 },
    { key: 'nan', value: 'NaN', step: 0 },
  ]);
  t.match(tags, [{ key: 'mlflow.runName' }, { key: 'a', value: '2' }]);
  const { text } = await bench.send('GET', `/api/2.0/mlflow/runs/get?run_id=${run_id}`);
  t.match(text, '"step":9007199254740993');
});

t.test('a batch is logged whole, or not at all', async t => {
  const run_id = await begin();
  const batch = (more: object) => ({
    run_id,
    metrics: [point('m', 1)],
    params: [{ key: 'p', value: 'x' }],
    tags: [{ key: 't', value: 'y' }],
    ...more,
  });
  const wrong = [
    [{ metrics: [point('m#', 1)] }, /metrics\[0\]\.name/],
    [{ metrics: [{ key: 'm', value: 1 }] }, /Missing value for required parameter 'metrics\[0\]\.timestamp'/],
    [
      {
        params: [
          { key: 'p', value: '1' },
          { key: 'p', value: '2' },
        ],
      },
      /Duplicate parameter keys/,
    ],
    [{ tags: Array.from({ length: 101 }, (_, at) => ({ key: `t${at}`, value: '' })) }, /at most 100 tags/],
    [{ metrics: Array.from({ length: 1001 }, (_, at) => point('m', at)) }, /at most 1000 metrics/],
  ] as const;
  for (const [more, why] of wrong) t.match(await refusal('runs/log-batch', batch(more)), why);
  t.match(await data(run_id), { metrics: undefined, params: undefined });
  await post('runs/log-batch', batch({}));
  t.match(await data(run_id), { metrics: [{ key: 'm' }], params: [{ key: 'p', value: 'x' }] });
});

t.test('what is sent again because no answer came is one point', async t => {
  const run_id = await begin();
  for (let turn = 0; turn < 3; turn++)
    await post('runs/log-batch', { run_id, metrics: [point('m', 1, 5, 1), point('m', 2, 6, 2)] });
  t.equal((await get('metrics/get-history', { run_id, metric_key: 'm' })).metrics.length, 2);
});

t.test('data sets and models go in and out', async t => {
  const run_id = await begin();
  const dataset = { name: 'd', digest: 'x', source_type: 'local', source: 'file' };
  const input = { tags: [{ key: 'mlflow.data.context', value: 'training' }], dataset };
  await post('runs/log-inputs', { run_id, datasets: [input, input], models: [{ model_id: 'm-1' }] });
  await post('runs/outputs', { run_id, models: [{ model_id: 'm-2', step: '3' }] });
  const { inputs, outputs } = (await get('runs/get', { run_id })).run;
  t.same(inputs, { dataset_inputs: [{ dataset, tags: input.tags }], model_inputs: [{ model_id: 'm-1' }] });
  t.same(outputs, { model_outputs: [{ model_id: 'm-2', step: 3 }] });
  t.match(
    await refusal('runs/log-inputs', { run_id, datasets: [{ dataset: { name: 'd' } }] }),
    /datasets\[0\]\.dataset\.digest/,
  );
});

t.test('models of clients of before MLflow 3 are told in a tag', async t => {
  const run_id = await begin();
  const model = (artifact_path: string) => ({ artifact_path, flavors: {}, utc_time_created: 'now', run_id });
  for (const path of ['a', 'b'])
    await post('runs/log-model', { run_id, model_json: JSON.stringify(model(path)) });
  const { tags } = await data(run_id);
  const { value } = tags.find(({ key }: { key: string }) => key === 'mlflow.log-model.history');
  t.same(JSON.parse(value), [model('a'), model('b')]);
  t.match(await refusal('runs/log-model', { run_id, model_json: '{}' }), /model_json\.artifact_path/);
});
