import t from 'tap';
import { experimentMessage, modelMessage } from '../../../src/interop/mlflow/messages.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const id = newRunId(1_800_000_000_000);

t.test('an experiment is told with the place that its client wanted, which is no tag', async t => {
  const experiment = {
    ...{ id: 'x' as never, name: 'e', description: '', removed: true, created: '2026-01-02T00:00:00.000Z' },
    tags: { 'mlflow.artifactLocation': 's3://b', a: 'b' },
  };
  t.match(experimentMessage(experiment), {
    ...{ experiment_id: 'x', artifact_location: 's3://b', lifecycle_stage: 'deleted' },
    tags: [{ key: 'a', value: 'b' }],
  });
});

t.test('a model is told with its metrics', async t => {
  const point = { value: 1, timestamp: 2, step: 3, model: 'm', dataset: { name: 'd', digest: 'x' } };
  const model = {
    id: modelId(id, 0),
    name: 'net',
    status: 'LOGGED_MODEL_READY',
    created: 1,
    updated: 2,
    params: [],
    tags: [],
  } as const;
  const told = modelMessage(model, '0', [{ key: 'acc', point }]);
  t.match(told, {
    info: { name: 'net', source_run_id: id },
    data: { metrics: [{ key: 'acc', run_id: id, dataset_name: 'd', model_id: 'm' }] },
  });
});
