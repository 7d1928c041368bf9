import t from 'tap';
import { modelsOfRuns, readModel } from '../../../src/interop/mlflow-server/read-models.ts';
import { fakeMlflow, refuse } from '../../support/fake-mlflow.ts';

const model = (id: string, run?: string, metrics: object[] = []) => ({
  info: {
    model_id: id,
    source_run_id: run,
    name: 'net',
    status: 'LOGGED_MODEL_READY',
    creation_timestamp_ms: 1,
  },
  data: { metrics, params: [{ key: 'layers', value: '2' }] },
});
const acc = {
  key: 'acc',
  value: 0.5,
  timestamp: 7,
  step: 1,
  run_id: 'b',
  dataset_name: 'd',
  dataset_digest: 'x',
};

t.test('models are known by their runs, and what they tell by the runs that logged it', async t => {
  const { server } = await fakeMlflow(t, {
    '/logged-models/search': () => ({
      models: [model('m-1', 'a', [acc]), model('m-2', 'a'), model('m-3', 'gone'), model('m-4')],
    }),
  });
  const models = await modelsOfRuns(server, '1', () => {});
  t.same(models.of('a'), ['m-1', 'm-2']);
  t.same(
    [...models.points('b').values()],
    [{ value: 0.5, timestamp: 7, step: 1, model: 'm-1', dataset: { name: 'd', digest: 'x' } }],
  );
  t.same(models.unasked(), [
    { id: 'm-4', run: undefined },
    { id: 'm-3', run: 'gone' },
  ]);
});

t.test('a server of before MLflow 3 has none', async t => {
  const { server } = await fakeMlflow(t, { '/logged-models/search': refuse(404, 'ENDPOINT_NOT_FOUND') });
  t.same((await modelsOfRuns(server, '1', () => {})).of('a'), []);
});

t.test('a model is read as the file store has it', async t => {
  const { server } = await fakeMlflow(t, {
    '/logged-models/m-1': () => ({ model: model('m-1', 'a', [acc]) }),
  });
  t.match(await readModel(server, 'm-1'), {
    meta: { model_id: 'm-1', name: 'net', status: 2, source_run_id: 'a', creation_timestamp: 1 },
    params: { layers: '2' },
    metrics: { acc: '7 0.5 1 b d x\n' },
  });
});
