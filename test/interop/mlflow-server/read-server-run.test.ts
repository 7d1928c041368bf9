import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readServerRun } from '../../../src/interop/mlflow-server/read-server-run.ts';
import { CUT, fakeMlflow, refuse } from '../../support/fake-mlflow.ts';

const message = {
  info: {
    run_id: 'r1',
    status: 'FAILED',
    start_time: 5,
    end_time: 9,
    artifact_uri: 'mlflow-artifacts:/1/r1/artifacts',
  },
  data: {
    params: [{ key: 'lr', value: '' }],
    tags: [{ key: '__proto__', value: 'x' }],
    metrics: [{ key: 'loss' }],
  },
  inputs: {
    dataset_inputs: [
      { dataset: { name: 'iris', digest: 'd', source: '{}' }, tags: [{ key: 'k', value: 'v' }] },
      {},
    ],
    model_inputs: [{ model_id: 'm-0' }],
  },
  outputs: { model_outputs: [{ model_id: 'm-1', step: 3 }] },
};
const found = { id: 'r1', path: '1/r1', message };
const models = { of: () => ['m-1'], points: () => new Map(), unasked: () => [] };

t.test('a run is read whole, with what could not be had beside it', async t => {
  const { server } = await fakeMlflow(t, {
    '/metrics/get-history': () => ({ metrics: [{ value: 1, timestamp: 6, step: 0 }] }),
    '/api/2.0/mlflow-artifacts/artifacts': () => ({ files: [{ path: '.git', is_dir: true }] }),
    '/logged-models/m-1': refuse(404, 'RESOURCE_DOES_NOT_EXIST', 'gone'),
  });
  const spool = join(t.testdir(), 'spool');
  const { run, losses, close } = await readServerRun(server, found, { models, spool });
  t.match(run, {
    meta: { status: 4, start_time: 5, end_time: 9, lifecycle_stage: 'active' },
    params: { lr: '' },
    metrics: [{ key: 'loss', value: [1] }],
    inputs: [
      { link: { source_type: 'DATASET', tags: { k: 'v' } }, dataset: { name: 'iris' } },
      { link: { source_type: 'MODEL', source_id: 'm-0' } },
    ],
    outputs: [{ link: { source_id: 'm-1', step: 3 } }],
  });
  t.same(Object.entries(run?.tags ?? {}), [['__proto__', 'x']]);
  t.match(losses, [
    { path: '1/r1/artifacts/.git', why: /left out/ },
    { path: '1/r1/models/m-1', why: /says: gone/ },
  ]);
  await close?.();
  t.notOk(existsSync(spool));
});

t.test('only its head is read where no more is wanted', async t => {
  const { server, asked } = await fakeMlflow(t, {});
  t.match((await readServerRun(server, found, { models })).run, { id: 'r1', metrics: [] });
  t.same(asked, []);
});

t.test('a run of a server that has gone is not taken for one that has less', async t => {
  const { server } = await fakeMlflow(t, { '/metrics/get-history': CUT, '/experiments/get': CUT });
  await t.rejects(readServerRun(server, found, { models, spool: join(t.testdir(), 's') }), {
    code: 'remote',
  });
});
