import { createHash } from 'node:crypto';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { Writes } from '../../../src/interop/mlflow/tracked-run.ts';
import { Tracking } from '../../../src/interop/mlflow/tracking.ts';
import { canonical, type Json } from '../../../src/run/json.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import type { RunTip } from '../../../src/run/run-tip.ts';
import { checkRun, openCheck } from '../../../src/store/check-run.ts';
import { findTip } from '../../../src/store/tips.ts';
import { openValidation, validateRun } from '../../../src/store/validate-run.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { until } from '../../support/recording.ts';

const bench = await mlflowBench(t);
const { post, refusal, begin, send, repository, on } = bench;
const get = async (run_id: string) => (await bench.get('runs/get', { run_id })).run;
const history = async (run_id: string, metric_key: string) =>
  (await bench.get('metrics/get-history', { run_id, metric_key })).metrics;
const commits = (id: string) => Number(on.git('rev-list', '--count', `refs/runs/${id}`, '^HEAD'));
const LOST = { status: 'lost', why: 'stopped' } as const;

/** A run that is a commit. */
async function ended(more: object = {}): Promise<string> {
  const run_id = await begin({ run_name: 'a', tags: [{ key: 'k', value: 'v' }] });
  await post('runs/log-parameter', { run_id, key: 'lr', value: '0.1' });
  await post('runs/log-metric', { run_id, key: 'm', value: 2, timestamp: 5, step: 1 });
  await send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${await rootOf(run_id)}/d/old`, {
    body: Buffer.from('old'),
  });
  await post('runs/update', { run_id, status: 'FINISHED', end_time: Date.now(), ...more });
  await bench.restart();
  return run_id;
}
const rootOf = async (id: string) => (await get(id)).info.artifact_uri.replace(/^mlflow-artifacts:\/*/, '');
/** What is told of a run, without the order of it. */
const whole = async (id: string) => {
  const { info, data, inputs } = await get(id);
  const sorted = (list: readonly object[] = []) => list.map(one => JSON.stringify(one)).sort();
  return { info, data: [data.params, data.tags, data.metrics].map(sorted), inputs };
};
/** Once more as it is when it is a commit, and sound. */
async function sameAsCommit(t: Test, id: string): Promise<void> {
  const before = await whole(id);
  await bench.restart();
  t.same(await whole(id), before, 'a run is told the same when it is a commit');
  t.same(bench.journals(), []);
  const tip = (await findTip(repository, id as RunId)) as RunTip;
  t.equal(await validateRun(openValidation(repository), tip), undefined);
  t.match(await checkRun(openCheck(repository), tip), { state: 'whole', findings: [] });
}

t.test('a run that its client begins again is one run, by one commit more', async t => {
  const run_id = await ended();
  const { info } = await get(run_id);
  await post('runs/update', { run_id, status: 'RUNNING', end_time: info.end_time });
  t.match(await get(run_id), { info: { status: 'RUNNING', start_time: info.start_time } });
  await post('runs/log-batch', {
    run_id,
    metrics: [3, 4].map(step => ({ key: 'm', value: step, timestamp: 10 + step, step })),
    params: [{ key: 'late', value: '007' }],
    tags: [{ key: 'k', value: 'w' }],
  });
  for (let step = 5; step < 25; step++)
    await post('runs/log-metric', { run_id, key: 'n', value: step, timestamp: step, step });
  t.match((await post('runs/search', { experiment_ids: ['0'], filter: "params.late = '007'" })).runs, [
    { info: { run_id, status: 'RUNNING' } },
  ]);
  t.equal(commits(run_id), 1, 'nothing is stored for each call');
  await post('runs/update', { run_id, status: 'FAILED', end_time: info.end_time + 5000 });
  t.match(await get(run_id), { info: { status: 'FAILED', end_time: info.end_time + 5000 } });
  await sameAsCommit(t, run_id);
  t.equal(commits(run_id), 2);
  const { data } = await get(run_id);
  t.same(
    new Map(data.params.map(Object.values)),
    new Map([
      ['lr', '0.1'],
      ['late', '007'],
    ]),
  );
  t.match(
    data.metrics.find(({ key }: { key: string }) => key === 'm'),
    { value: 4, step: 4, timestamp: 14 },
  );
  t.same(
    (await history(run_id, 'm')).map(({ value }: { value: number }) => value),
    [2, 3, 4],
  );
  t.equal((await history(run_id, 'n')).length, 20);
  t.match((await post('runs/search', { experiment_ids: ['0'], filter: 'metrics.n > 20' })).runs, [
    { info: { run_id, status: 'FAILED' } },
  ]);
});

t.test('what is logged after its end, with no word of it, leaves the end as it was', async t => {
  const run_id = await ended({ status: 'KILLED' });
  const { info } = await get(run_id);
  await post('runs/log-metric', {
    run_id,
    key: 'late',
    value: 'NaN',
    timestamp: 7,
    step: '9007199254740993',
  });
  t.match(await get(run_id), { info });
  await sameAsCommit(t, run_id);
  t.match(await history(run_id, 'late'), [{ value: 'NaN', timestamp: 7 }]);
  t.match((await bench.send('GET', `/api/2.0/mlflow/runs/get?run_id=${run_id}`)).text, /9007199254740993/);
});

t.test('a param never changes, and a point that is there is not there twice', async t => {
  const run_id = await ended();
  await post('runs/log-parameter', { run_id, key: 'late', value: '1' });
  const wrong =
    /Changing param values is not allowed. Param with key='(lr|late)' was already logged with value='(0.1|1)'/;
  for (const key of ['lr', 'late'])
    t.match(await refusal('runs/log-parameter', { run_id, key, value: '2' }), wrong);
  const points = [2, 3].map(value => ({ key: 'm', value, timestamp: 5, step: 1 }));
  await post('runs/log-batch', { run_id, metrics: [...points, ...points] });
  await post('runs/log-batch', { run_id, metrics: points });
  t.equal((await history(run_id, 'm')).length, 2);
  const both = await Promise.all(
    ['1', '2'].map(value =>
      send('POST', '/api/2.0/mlflow/runs/log-parameter', { body: { run_id, key: 'race', value } }),
    ),
  );
  t.same(both.map(({ status }) => status).sort(), [200, 400], 'of two at once one is told');
  await sameAsCommit(t, run_id);
  t.match(await refusal('runs/log-parameter', { run_id, key: 'late', value: '2' }), wrong);
  t.equal((await history(run_id, 'm')).length, 2);
});

t.test('files come to those that are there, and one of the same path takes its place', async t => {
  const run_id = await ended();
  const root = await rootOf(run_id);
  const put = async (path: string, text: string) =>
    (await send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${root}/${path}`, { body: Buffer.from(text) }))
      .status;
  const read = async (path: string) =>
    (await send('GET', `/api/2.0/mlflow-artifacts/artifacts/${root}/${path}`)).text;
  const list = async (path: string) =>
    ((await bench.get('artifacts/list', { run_id, path })).files ?? []).map(
      ({ path }: { path: string }) => path,
    );
  await post('runs/update', { run_id, status: 'RUNNING' });
  t.same([await put('d/new', 'new'), await put('d/old/x', ''), await put('d', '')], [200, 400, 400]);
  t.same(await list('d'), ['d/new', 'd/old']);
  t.same([await read('d/old'), await read('d/new')], ['old', 'new']);
  t.equal(await put('d/old', 'other'), 200);
  t.same([await read('d/old'), await list('')], ['other', ['d']]);
  await post('runs/update', { run_id, status: 'FINISHED' });
  await sameAsCommit(t, run_id);
  t.same([await list('d'), await read('d/old'), await read('d/new')], [['d/new', 'd/old'], 'other', 'new']);
});

t.test('data sets and models come to those that are there', async t => {
  const run_id = await ended();
  const dataset = (digest: string) => ({
    dataset: { name: 'd', digest, source_type: 'local', source: 'file' },
  });
  await post('runs/log-inputs', { run_id, datasets: [dataset('x')] });
  const { model } = await post('logged-models', { experiment_id: '0', name: 'net', source_run_id: run_id });
  const { model_id } = model.info;
  await sameAsCommit(t, run_id);
  await post('runs/log-inputs', { run_id, datasets: [dataset('y'), dataset('x')] });
  const finalized = await send('PATCH', `/api/2.0/mlflow/logged-models/${model_id}`, {
    body: { model_id, status: 'LOGGED_MODEL_READY' },
  });
  t.equal(finalized.status, 200);
  await sameAsCommit(t, run_id);
  t.equal((await get(run_id)).inputs.dataset_inputs.length, 2);
  t.match((await bench.get(`logged-models/${model_id}`)).model.info, { status: 'LOGGED_MODEL_READY' });
  t.same(((await bench.get('artifacts/list', { run_id })).files ?? []).length, 1, 'no file tells of them');
});

t.test('what people say of it meanwhile is in the same commit', async t => {
  const run_id = await ended();
  await post('runs/log-parameter', { run_id, key: 'late', value: '1' });
  await post('runs/set-tag', { run_id, key: 'x', value: '1' });
  await post('runs/delete-tag', { run_id, key: 'x' });
  await post('runs/delete-tag', { run_id, key: 'k' });
  t.match(await refusal('runs/delete-tag', { run_id, key: 'k' }), /No tag with name: k/);
  await post('runs/set-tag', { run_id, key: 'mlflow.note.content', value: 'said' });
  await post('runs/update', { run_id, run_name: 'renamed' });
  await post('runs/delete', { run_id });
  t.match(await refusal('runs/log-parameter', { run_id, key: 'z', value: '1' }), /Current state is deleted/);
  await sameAsCommit(t, run_id);
  t.match(await get(run_id), { info: { run_name: 'renamed', lifecycle_stage: 'deleted' } });
  await post('runs/restore', { run_id });
  t.equal(
    on.git('log', '-1', '--format=%s', `refs/runs/${run_id}^`).includes('add what was logged later'),
    true,
  );
});

t.test('one that goes on when the server stops ends as its other runs do', async t => {
  const run_id = await ended();
  await post('runs/update', { run_id, status: 'RUNNING' });
  await bench.restart();
  t.match(await get(run_id), { info: { status: 'FAILED' } });
});

t.test('it is stored when nobody has written for some time', async t => {
  const run_id = await ended();
  const tracking = new Tracking(bench.world, { patience: 3_600_000, quiet: 20 });
  await tracking.change(run_id, run => run.log({ params: [{ key: 'late', value: 'x' }] }));
  await until(() => tracking.open.length === 0);
  t.equal(commits(run_id), 2);
  await tracking.close(LOST);
  await tracking.change(run_id, run => run.log({ params: [{ key: 'later', value: 'x' }] }));
  t.equal(commits(run_id), 3, 'and at once where the server has stopped');
});

t.test('nothing is lost of what comes while it is being stored', async t => {
  const run_id = await ended();
  const tracking = new Tracking(bench.world, { patience: 0, quiet: 0 });
  t.teardown(() => tracking.close(LOST));
  const log = async (client: number) => {
    for (let at = 0; at < 10; at++) {
      const params = [{ key: `p${client}${at}`, value: 'x' }];
      await tracking.change(run_id, run => run.log({ params }));
    }
  };
  await Promise.all([0, 1, 2, 3].map(log));
  await until(() => tracking.open.length === 0);
  t.equal((await get(run_id)).data.params.length, 41);
});

t.test('what cannot be stored is kept, and stored with what comes next', async t => {
  const run_id = await ended();
  const tracking = new Tracking(bench.world, { patience: 0, quiet: 0 });
  t.teardown(() => tracking.close(LOST));
  const tip = on.git('rev-parse', `refs/runs/${run_id}`);
  await tracking.change(run_id, async run => {
    await run.log({ params: [{ key: 'late', value: 'x' }] });
    on.git('update-ref', '-d', `refs/runs/${run_id}`);
  });
  await until(() => bench.said.some(line => line.includes(run_id)));
  on.git('update-ref', `refs/runs/${run_id}`, tip);
  await tracking.change(run_id, run => run.log({ params: [{ key: 'next', value: 'y' }] }));
  await until(() => tracking.open.length === 0);
  const { data } = await get(run_id);
  t.equal(data.params.length, 3);
});

const KEYS = ['a', 'b c', 'constructor'];
const write = fc.record({
  key: fc.constantFrom(...KEYS),
  // To JSON the two zeros are one.
  value: fc.oneof(fc.integer(), fc.double()).map(value => value + 0),
  step: fc.integer({ min: 0, max: 9 }),
  timestamp: fc.integer({ min: 0, max: 9 }),
  as: fc.constantFrom('metric', 'param', 'tag'),
  at: fc.constantFrom(0, 1),
});
type Write = typeof write extends fc.Arbitrary<infer One> ? One : never;

function writesOf({ as, key, value, step, timestamp, at }: Write): Writes {
  const text = String(value);
  if (as === 'metric') return { metrics: [{ key, value, step, timestamp }] };
  if (as === 'tag') return { tags: [{ key: `${key} ${at}`, value: text }] };
  // Of a value of its own: no two may be logged with one key.
  return { params: [{ key: `${key} ${createHash('md5').update(text).digest('hex')}`, value: text }] };
}

t.test('what was logged in any number of goes, at two servers, is what one would have been told', async t => {
  const servers = [0, 1].map(() => new Tracking(bench.world, { patience: 0, quiet: 3_600_000 }));
  t.teardown(() => Promise.all(servers.map(server => server.close(LOST))));
  const [server] = servers as [Tracking];
  const begun = async () =>
    (await server.create({ name: 'p', experiment: 'default', user: '', started: 1, tags: [] })).id;
  const log = async (id: string, writes: readonly Write[], isSplit: boolean) => {
    for (const one of writes) await servers[isSplit ? one.at : 0]?.change(id, run => run.log(writesOf(one)));
    for (const server of servers) {
      if (!server.open.some(run => run.id === id)) continue;
      await server.change(id, run => run.update({ status: 'FINISHED', ended: 5 }));
      await until(() => !server.open.some(run => run.id === id));
    }
  };
  const told = async (id: string) => {
    const run = await server.find(id);
    const { params, tags, metrics, status } = await run.view();
    const histories = await Promise.all(KEYS.map(key => run.history(key)));
    return [
      params,
      [...tags].filter(([key]) => key !== 'mlflow.runName'),
      metrics,
      [status],
      ...histories,
    ].map(all => [...all].map(canonicalOf).sort());
  };
  const canonicalOf = (one: unknown) => canonical(one as Json);
  const goes = fc.array(fc.array(write, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(goes, async ([recorded = [], ...later]) => {
      const first = recorded.map(all => ({ ...all, at: 0 as const }));
      const [one, split] = [await begun(), await begun()];
      await log(one, [first, ...later].flat(), false);
      await log(split, first, true);
      for (const go of later) await log(split, go, true);
      t.same(await told(split), await told(one));
    }),
    { numRuns: 8 },
  );
});
