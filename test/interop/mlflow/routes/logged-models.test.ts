import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const { post, get, begin } = bench;
const run = await begin();
const API = '/api/2.0/mlflow/logged-models';
const create = async (more = {}) =>
  (await post('logged-models', { experiment_id: '0', name: 'net', source_run_id: run, ...more })).model;
const model = await create({
  params: [{ key: 'layers', value: '3' }],
  tags: [{ key: 'kind', value: 'cnn' }],
});
const id: string = model.info.model_id;
const put = (path: string, body: string) =>
  bench.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/0/models/${id}/artifacts/${path}`, { body });

t.test('a model is pending until its client says that it is ready', async t => {
  t.match(model.info, {
    name: 'net',
    status: 'LOGGED_MODEL_PENDING',
    source_run_id: run,
    experiment_id: '0',
  });
  t.equal((await put('MLmodel', 'flavors: {}')).status, 200);
  await post('runs/log-metric', { run_id: run, key: 'acc', value: 0.9, timestamp: 5, step: 1, model_id: id });
  const { json } = await bench.send('PATCH', `${API}/${id}`, { body: { status: 'LOGGED_MODEL_READY' } });
  t.equal(json.model.info.status, 'LOGGED_MODEL_READY');
});

const ask = async (t: {
  match(one: unknown, other: unknown): void;
  same(one: unknown, other: unknown): void;
}) => {
  const { model } = await get(`logged-models/${id}`);
  t.match(model, {
    info: { model_id: id, status: 'LOGGED_MODEL_READY', tags: [{ key: 'kind', value: 'cnn' }] },
    data: {
      params: [{ key: 'layers', value: '3' }],
      metrics: [{ key: 'acc', value: 0.9, run_id: run, model_id: id }],
    },
  });
  t.match(await get(`logged-models/${id}/artifacts/directories`), {
    files: [{ path: 'MLmodel', is_dir: false }],
  });
  const path = `0/${run}/artifacts`;
  t.same((await bench.send('GET', `/api/2.0/mlflow-artifacts/artifacts?path=${path}`)).json, {});
};

t.test('it is told with its files and metrics, which are not among those of the run', async t => {
  await ask(t);
  await post('runs/update', { run_id: run, status: 'FINISHED' });
  await bench.restart();
  await ask(t);
});

t.test('of a run that is a commit it is tagged all the same', async t => {
  await bench.send('PATCH', `${API}/${id}/tags`, { body: { tags: [{ key: 'later', value: '1' }] } });
  await bench.send('POST', `${API}/${id}/params`, { body: { params: [{ key: 'more', value: '2' }] } });
  t.match((await get(`logged-models/${id}`)).model, {
    info: { tags: [{}, { key: 'later' }] },
    data: { params: [{}, { key: 'more' }] },
  });
  t.equal((await bench.send('DELETE', `${API}/${id}/tags/later`, { body: {} })).status, 200);
  t.match(await bench.send('DELETE', `${API}/${id}/tags/later`, { body: {} }), {
    status: 404,
    json: { message: /^No tag with key/ },
  });
});

t.test('models that are created at once have ids of their own', async t => {
  const made = await Promise.all(Array.from({ length: 5 }, () => create()));
  t.equal(new Set(made.map(({ info }) => info.model_id)).size, 5);
  const open = await begin();
  const more = await Promise.all(Array.from({ length: 5 }, () => create({ source_run_id: open })));
  t.equal(new Set(more.map(({ info }) => info.model_id)).size, 5);
});

t.test('one of no run has a run of its own', async t => {
  const alone = await create({ source_run_id: undefined, name: 'alone' });
  t.match((await get('runs/get', { run_id: alone.info.source_run_id })).run.info, { run_name: 'alone' });
});

t.test('one that is deleted, or never was, is not found', async t => {
  const { info } = await create();
  t.equal((await bench.send('DELETE', `${API}/${info.model_id}`, { body: {} })).status, 200);
  for (const none of [info.model_id, 'm-x', `m-${'0'.repeat(32)}`, '..%2f..'])
    t.equal((await bench.send('GET', `${API}/${none}`)).status, 404, none);
  t.not((await create()).info.model_id, info.model_id);
  t.match(await bench.refusal('logged-models', { experiment_id: '0', name: 'a/b' }), /Invalid model name/);
});
