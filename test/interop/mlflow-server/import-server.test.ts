import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { importServer, type ServerImport } from '../../../src/interop/mlflow-server/import-server.ts';
import { openServer, type Server } from '../../../src/interop/mlflow-server/open-server.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../../src/run/hex-id.ts';
import { readRunSeries } from '../../../src/store/run-series.ts';
import { fakeMlflow, hurried, refuse, type Say } from '../../support/fake-mlflow.ts';
import { mlflowBench } from '../../support/mlflow-bench.ts';
import { type MlrunsBench, mlrunsBench } from '../../support/mlruns-bench.ts';
import { mlflowId, STARTED, writeStore } from '../../support/mlruns-store.ts';
import { AUTHOR } from '../../support/store-bench.ts';

const bringing =
  ({ repository }: MlrunsBench) =>
  (server: Server, how: Partial<ServerImport> = {}) =>
    importServer({
      ...{ repository, server, author: AUTHOR, now: STARTED, settings: { largeSize: 1 << 20 } },
      ...{ only: [], dryRun: false, progress() {}, ...how },
    });

t.test('what another git-run serves comes over, once', async t => {
  const [there, here] = [await mlflowBench(t), await mlrunsBench(t)];
  const parent = await there.begin({ run_name: 'parent', start_time: STARTED });
  const child = await there.begin({
    ...{ run_name: 'child', start_time: STARTED + 1 },
    tags: [{ key: 'mlflow.parentRunId', value: parent }],
  });
  const metric = { key: 'loss', value: 'NaN', timestamp: STARTED + 2, step: '9007199254740993' };
  await there.post('runs/log-metric', { run_id: child, ...metric });
  await there.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/${child}/artifacts/d/%C3%BC.txt`, {
    body: 'bytes',
  });
  for (const run_id of [parent, child])
    await there.post('runs/update', { run_id, status: 'FINISHED', end_time: STARTED + 5 });
  const server = openServer({ url: there.endpoint.url, shown: 'there' }, hurried());
  const bring = bringing(here);
  const planned = await bring(server, { dryRun: true });
  t.match(planned, { dryRun: true, runs: { length: 2 } });
  t.notMatch(here.on.git('for-each-ref'), /refs\/runs/);
  t.match(await bring(server), { from: 'there', runs: planned.runs, losses: [], same: 0 });
  const runs = await here.runs();
  t.match(runs.get('child')?.run, {
    lineage: [{ relation: 'child-of', id: runs.get('parent')?.run.id }],
    artifacts: { count: 1, bytes: 5 },
    started: new Date(STARTED + 1).toISOString(),
    tags: { [MLFLOW_RUN_ID]: child },
  });
  const series = [];
  const commit = runs.get('child')?.commit as string;
  for await (const { chunk } of readRunSeries(here.repository.objects, [commit])) series.push(chunk);
  t.match(series, [{ key: 'loss', value: [Number.NaN], time: [(STARTED + 2) / 1000] }]);
  const refs = here.on.git('for-each-ref');
  t.match(await bring(server), { runs: [], same: 2 });
  t.equal(here.on.git('for-each-ref'), refs);
  const cache = join(here.repository.place.commonDir, 'git-run');
  t.same(existsSync(cache) ? readdirSync(cache).filter(name => name.startsWith('import-')) : [], []);
});

t.test('what is registered there is served here, with the files of its runs', async t => {
  const [there, here] = [await mlflowBench(t), await mlflowBench(t)];
  const run = await there.begin({ run_name: 'trains', start_time: STARTED });
  const artifacts = '/api/2.0/mlflow-artifacts/artifacts/0';
  const { model } = await there.post('logged-models', {
    ...{ experiment_id: '0', source_run_id: run, name: 'line' },
  });
  const id = model.info.model_id;
  await there.send('PUT', `${artifacts}/models/${id}/artifacts/MLmodel`, { body: 'logged' });
  await there.send('PUT', `${artifacts}/${run}/artifacts/old/MLmodel`, { body: 'old' });
  for (const name of ['sorter', 'copied']) await there.post('registered-models/create', { name });
  for (const [name, source] of [
    ['sorter', `models:/${id}`],
    ['sorter', `runs:/${run}/old`],
    ['sorter', 's3://there/x'],
    ['copied', 'models:/sorter/1'],
  ])
    await there.post('model-versions/create', { name, source });
  await there.post('registered-models/alias', { name: 'sorter', alias: 'best', version: '2' });
  await there.send('DELETE', '/api/2.0/mlflow/model-versions/delete', {
    body: { name: 'sorter', version: '3' },
  });
  await there.post('model-versions/create', { name: 'sorter', source: 's3://there/y' });
  await there.post('registered-models/create', {
    ...{ name: 'greeting', tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }] },
  });
  await there.post('runs/update', { run_id: run, status: 'FINISHED', end_time: STARTED + 5 });
  const server = openServer({ url: there.endpoint.url, shown: 'there' }, hurried());
  const bring = () =>
    importServer({
      ...{ repository: here.repository, server, author: AUTHOR, now: STARTED, only: [], dryRun: false },
      ...{ settings: { largeSize: 1 << 20 }, progress() {} },
    });
  t.match(await bring(), {
    losses: [],
    models: [
      { name: 'copied', versions: 1 },
      { name: 'sorter', versions: 3 },
      { name: 'greeting', versions: 0 },
    ],
  });
  t.match(await bring(), { losses: [], models: [], same: 1 });
  const read = async (name: string, version: string) => {
    const { artifact_uri: uri } = await here.get('model-versions/get-download-uri', { name, version });
    const path = `${uri}/MLmodel`.replace('mlflow-artifacts:', '/api/2.0/mlflow-artifacts/artifacts');
    return uri.startsWith('mlflow-') ? (await here.send('GET', path)).text : uri;
  };
  const { model_version } = await here.get('registered-models/alias', { name: 'sorter', alias: 'best' });
  t.match(model_version, { version: '2', run_id: run, source: `runs:/${run}/old` });
  t.equal(await read('sorter', '1'), 'logged');
  t.equal(await read('sorter', '2'), 'old');
  t.equal(await read('sorter', '4'), 's3://there/y');
  t.equal(await read('copied', '1'), 'logged');
});

/** As a server tells of the run of a file store, and of more. */
function server(t: Parameters<typeof fakeMlflow>[0], runs: object[], more: Record<string, Say> = {}) {
  return fakeMlflow(t, {
    '/experiments/search': () => ({
      experiments: [{ experiment_id: '1', name: 'sweep', creation_time: STARTED }],
    }),
    '/runs/search': () => ({ runs }),
    '/metrics/get-history': () => ({}),
    '/api/2.0/mlflow-artifacts/artifacts': () => ({}),
    '/experiments/get': refuse(404, 'NONE'),
    ...more,
  });
}
const run = (id: string, changes: object = {}, data: object = {}) => ({
  info: {
    ...{ run_id: id, status: 'FINISHED', start_time: STARTED, end_time: STARTED + 1 },
    ...{ artifact_uri: `mlflow-artifacts:/1/${id}/artifacts`, ...changes },
  },
  data,
});

t.test('a run of an mlruns directory and of a server is one', async t => {
  const here = await mlrunsBench(t);
  await here.bring(writeStore(here.store({}), 1, 1));
  const fake = await server(t, [run(mlflowId(0)), run(mlflowId(1))]);
  t.match(await bringing(here)(fake.server), { same: 1, experiments: [], runs: [{ foreign: mlflowId(1) }] });
});

t.test('a run that was given to a server is known when it is found there', async t => {
  const here = await mlrunsBench(t);
  const own = here.run();
  await here.save(own);
  const tags = [{ key: 'gitrun.id', value: own.id }];
  const fake = await server(t, [run(mlflowId(7), {}, { tags }), run(hexOfId(own.id))]);
  t.match(await bringing(here)(fake.server), { same: 2, runs: [] });
});

t.test('names that lead elsewhere, and pages without end, are told', async t => {
  const here = await mlrunsBench(t);
  let asked = 0;
  const fake = await server(t, [], {
    '/runs/search': () => ({
      ...{ runs: [run(mlflowId(0)), run('../../x'), run('.git')], next_page_token: `${asked++}` },
    }),
  });
  const report = await bringing(here)(fake.server);
  t.match(report, {
    runs: { length: 1 },
    losses: [{ path: '1/../../x', why: /no run/ }, { path: '1/.git' }, { path: '1', why: /without end/ }],
  });
  t.equal(asked, 2);
});

t.test('what was stored stays when the server goes, and the import goes on', async t => {
  const here = await mlrunsBench(t);
  const ids = Array.from({ length: 60 }, (_, at) => mlflowId(at));
  let isDown = false;
  const gone: Say = (request, response) => {
    if (request.query.get('run_id') === mlflowId(55)) isDown = true;
    if (isDown) return void response.destroy();
    return {};
  };
  const metrics = [{ key: 'loss' }];
  const fake = await server(
    t,
    ids.map(id => run(id, {}, { metrics })),
    {
      '/metrics/get-history': gone,
      '/experiments/get': gone,
    },
  );
  await t.rejects(bringing(here)(fake.server), { code: 'remote' });
  t.equal((await here.runs()).size, 50);
  const again = await server(
    t,
    ids.map(id => run(id, {}, { metrics })),
  );
  t.match(await bringing(here)(again.server), { same: 50, runs: { length: 10 } });
});
