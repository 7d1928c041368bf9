import t from 'tap';
import { noFacts } from '../../../src/interop/mlflow/facts.ts';
import {
  experimentMessage,
  metricMessage,
  modelMessage,
  runInfo,
  runMessage,
} from '../../../src/interop/mlflow/messages.ts';
import { modelId } from '../../../src/interop/mlflow/model-id.ts';
import type { RunView } from '../../../src/interop/mlflow/tracked-run.ts';
import { printMessage } from '../../../src/interop/mlflow/wire.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const id = newRunId(1_800_000_000_000);
const view: RunView = {
  ...{ id, name: 'a', experiment: 'e', user: 'ada', status: 'RUNNING', started: 5, deleted: false },
  params: [['lr', '']],
  tags: [['git-run.models', '1']],
  metrics: [['loss', { value: Number.NaN, timestamp: 6, step: 9007199254740993n }]],
  facts: noFacts(),
};

t.test('a run is told under both of its ids, and our own tags are not', async t => {
  t.match(runInfo(view, '0'), { run_id: id, run_uuid: id, experiment_id: '0', lifecycle_stage: 'active' });
  t.equal(
    printMessage(runMessage(view, '0').data),
    '{"metrics":[{"key":"loss","value":"NaN","timestamp":6,"step":9007199254740993}],"params":[{"key":"lr","value":""}]}',
  );
});

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
    data: { metrics: [{ key: 'acc', run_id: id, dataset_name: 'd' }] },
  });
  t.equal(metricMessage('acc', point).model_id, 'm');
});
