import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { liveRun } from '../../support/live-run.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await mlflowBench(t);
const store = await storeBench(t, { opened: bench });
const experiment = { id: 'x'.repeat(26) as never, name: 'default' };
const run = store.run({ experiment, name: 'training', tags: { stage: 'dev' } });
const live = await liveRun(bench, run);
const say = (...said: object[]) =>
  appendFileSync(join(live.path, 'events'), said.map(one => `${JSON.stringify(one)}\n`).join(''));
say({ metric: { loss: 0.5 }, step: 0, time: 1 }, { metric: { loss: 0.25 }, step: 1, time: 2 });
writeFileSync(join(live.path, 'artifacts', 'a.txt'), 'hello');

t.test('a run that somebody else records is told as far as it has come', async t => {
  const told = (await bench.get('runs/get', { run_id: run.id })).run;
  t.match(told.info, { run_name: 'training', status: 'RUNNING', lifecycle_stage: 'active' });
  t.equal(told.info.end_time, undefined);
  t.match(told.data.metrics, [{ key: 'loss', value: 0.25, step: 1, timestamp: 2000 }]);
  t.match(told.data.params, [{ key: 'lr', value: '0.10' }]);
  t.match(
    told.data.tags.find(({ key }: { key: string }) => key === 'stage'),
    { value: 'dev' },
  );
  say({ metric: { loss: 0.125 }, step: 2, time: 3 });
  const { metrics } = await bench.get('metrics/get-history', { run_id: run.id, metric_key: 'loss' });
  t.same(
    metrics.map(({ value }: { value: number }) => value),
    [0.5, 0.25, 0.125],
  );
  t.equal((await bench.send('GET', `/get-artifact?run_id=${run.id}&path=a.txt`)).text, 'hello');
});

t.test('it is searched like any other', async t => {
  const names = async (filter: string) =>
    ((await bench.post('runs/search', { experiment_ids: ['0'], filter })).runs ?? []).map(
      ({ info }: { info: { run_name: string } }) => info.run_name,
    );
  t.same(await names("status = 'RUNNING' and metrics.loss < 0.2 and params.lr = '0.10'"), ['training']);
  t.same(await names("status = 'FINISHED'"), []);
});

t.test('nobody but its recorder writes to it', async t => {
  const [run_id, key] = [run.id, 'k'];
  const writes: [string, object][] = [
    ['log-metric', { key, value: 1, timestamp: 1 }],
    ['log-parameter', { key, value: '1' }],
    ['set-tag', { key, value: '1' }],
    ['delete-tag', { key: 'stage' }],
    ['log-batch', { tags: [{ key, value: '1' }] }],
    ['update', { status: 'FINISHED' }],
    ['delete', {}],
    ['outputs', { models: [{ model_id: 'm-1' }] }],
  ];
  for (const [path, body] of writes) {
    const { status, json } = await bench.send('POST', `/api/2.0/mlflow/runs/${path}`, {
      body: { run_id, ...body },
    });
    t.match({ status, json }, { status: 409, json: { message: /recorded by another program/ } }, path);
  }
  const place = `/api/2.0/mlflow-artifacts/artifacts/0/${run_id}/artifacts/b.txt`;
  t.equal((await bench.send('PUT', place, { body: 'x' })).status, 409);
});
