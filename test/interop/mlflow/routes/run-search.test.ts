import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, refusal, begin } = bench;
const names = (found: { runs?: { info: { run_name: string } }[] }) =>
  (found.runs ?? []).map(({ info }) => info.run_name);
const search = async (asked: object) => names(await post('runs/search', { experiment_ids: ['0'], ...asked }));

for (const [at, name] of ['a', 'b', 'c'].entries()) {
  const run_id = await begin({
    run_name: name,
    start_time: 1000 + at,
    tags: [{ key: 'mlflow.user', value: 'ada' }],
  });
  await post('runs/log-batch', {
    run_id,
    metrics: [0, 1, 2, 3].map(step => ({ key: 'm', value: at + step, timestamp: 10 - step, step })),
    params: [{ key: 'p', value: name }],
  });
  if (name !== 'c') await post('runs/update', { run_id, status: 'FINISHED', end_time: 2000 });
}
const ids = new Map(
  (await post('runs/search', { experiment_ids: ['0'] })).runs.map(
    ({ info }: { info: { run_name: string; run_id: string } }) => [info.run_name, info.run_id],
  ),
);

t.test('runs that are being written and runs that are commits are searched alike', async t => {
  const ask = async () => {
    t.same(await search({}), ['c', 'b', 'a']);
    t.same(await search({ filter: "params.p != 'a' and metrics.m >= 4" }), ['c', 'b']);
    t.same(await search({ filter: "attributes.user_id = 'ada' and attributes.end_time = 2000" }), ['b', 'a']);
    t.same(await search({ order_by: ['metrics.m ASC'] }), ['a', 'b', 'c']);
    t.same(await search({ filter: 'start_time >= 1001', order_by: ['params.p'] }), ['b', 'c']);
    const first = await post('runs/search', { experiment_ids: ['0'], max_results: 2 });
    t.same(await search({ max_results: 2, page_token: first.next_page_token }), ['a']);
    t.same(await search({ experiment_ids: [] }), []);
    t.same(await search({ experiment_ids: ['other'] }), []);
  };
  await ask();
  const a = ids.get('a') as string;
  const before = (await get('metrics/get-history', { run_id: a, metric_key: 'm' })).metrics;
  await bench.restart();
  await ask();
  t.same((await get('metrics/get-history', { run_id: a, metric_key: 'm' })).metrics, before);
});

t.test('a search tells of a run all that the run itself tells', async t => {
  const run_id = await begin({ run_name: 'whole', start_time: 500 });
  const dataset = { name: 'd', digest: 'x', source_type: 'local', source: '{}', schema: '{}' };
  await post('runs/log-inputs', {
    run_id,
    datasets: [{ dataset, tags: [{ key: 'mlflow.data.context', value: 'train' }] }],
    models: [{ model_id: 'm-1' }],
  });
  const asked = async (filter: string) =>
    (await post('runs/search', { experiment_ids: ['0'], filter })).runs?.length;
  await post('runs/outputs', { run_id, models: [{ model_id: 'm-2', step: 3 }] });
  // The latest is not the one that came last.
  const point = (value: number, step: number, timestamp: number) => ({ key: 'm', value, step, timestamp });
  await post('runs/log-batch', {
    run_id,
    metrics: [point(5, 9, 70), point(6, 9, 80), point(4, 9, 80), { ...point(1, 2, 99), model_id: 'm-1' }],
  });
  await bench.restart();
  for (const _ of ['read', 'remembered']) {
    const { runs } = await post('runs/search', { experiment_ids: ['0'], filter: "dataset.name = 'd'" });
    t.equal(await asked("dataset.context = 'train' and dataset.name = 'd'"), 1);
    t.equal(await asked("dataset.context = 'eval'"), undefined);
    t.equal(await asked(`run_id = '${run_id.slice(-6)}'`), undefined);
    t.equal(await asked(`run_id NOT IN ('${run_id}')`), ((await asked('')) as number) - 1);
    t.same(runs, [(await get('runs/get', { run_id })).run]);
    t.match(runs[0].data.metrics, [{ key: 'm', value: 6, step: 9, timestamp: 80 }]);
    t.match(runs[0].inputs, { dataset_inputs: [{ dataset }], model_inputs: [{ model_id: 'm-1' }] });
    t.match(runs[0].outputs, { model_outputs: [{ model_id: 'm-2', step: 3 }] });
  }
  await post('runs/delete', { run_id });
});

t.test('a history goes by time, some at a time', async t => {
  const run_id = ids.get('a') as string;
  const history = async (more = {}) => get('metrics/get-history', { run_id, metric_key: 'm', ...more });
  t.same(
    (await history()).metrics.map(({ step }: { step: number }) => step),
    [3, 2, 1, 0],
  );
  const first = await history({ max_results: '3' });
  t.equal(first.metrics.length, 3);
  t.equal((await history({ max_results: '3', page_token: first.next_page_token })).metrics.length, 1);
  t.same(await get('metrics/get-history', { run_id, metric_key: 'none' }), {});
});

t.test('histories of several runs are told together, or a sample of them', async t => {
  const query = (path: string, run: string, more = '') =>
    bench.send(
      'GET',
      `/ajax-api/2.0/mlflow/metrics/${path}?${[...ids.values()].map(id => `${run}=${id}`).join('&')}&metric_key=m${more}`,
    );
  const bulk = (await query('get-history-bulk', 'run_id')).json.metrics;
  t.equal(bulk.length, 12);
  t.same(
    bulk.map(({ run_id }: { run_id: string }) => run_id),
    bulk.map(({ run_id }: { run_id: string }) => run_id).toSorted(),
  );
  const sample = (await query('get-history-bulk-interval', 'run_ids', '&max_results=1')).json.metrics;
  t.same(
    sample.slice(0, 2).map(({ step }: { step: number }) => step),
    [0, 3],
  );
  const range = (await query('get-history-bulk-interval', 'run_ids', '&start_step=1&end_step=2')).json
    .metrics;
  t.equal(range.length, 6);
  t.equal((await query('get-history-bulk-interval', 'run_ids', '&start_step=1')).status, 400);
  t.equal((await query('get-history-bulk-interval', 'run_ids', '&max_results=2501')).status, 400);
});

t.test('a search that MLflow would refuse is refused in its words', async t => {
  t.match(
    await refusal('runs/search', { experiment_ids: ['0'], max_results: 50_001 }),
    /Invalid value 50001 for parameter 'max_results'/,
  );
  t.match(await refusal('runs/search', { filter: 'foo.x = 1' }), /Invalid entity type 'foo'/);
  t.match(await refusal('runs/search', { order_by: ['bogus'] }), /Invalid attribute key 'bogus'/);
  t.match(await refusal('runs/search', { page_token: '???' }), /could not base64-decode/);
});
