import t from 'tap';
import { printRunDictionary } from '../../../src/interop/mlflow/run-dictionary.ts';
import { mlflowRun } from '../../../src/interop/mlflow/run-json.ts';
import { liveRow, sampleRow } from '../../support/run-rows.ts';

t.test('metrics, params and tags are maps, and metrics floats', async t => {
  const metrics = { epochs: { last: 3, min: 3, max: 3, count: 1, step: 0 } };
  const printed = printRunDictionary(mlflowRun(sampleRow({ metrics }), { experimentId: 'x' }));
  t.match(printed, '\n        "metrics": {\n            "epochs": 3.0\n        },\n');
  t.match(JSON.parse(printed), {
    info: { run_name: 'swift-otter', status: 'FINISHED' },
    data: { params: { lr: '0.10' }, tags: { 'mlflow.runName': 'swift-otter' } },
    inputs: { model_inputs: [], dataset_inputs: [] },
    outputs: { model_outputs: [] },
  });
});

t.test('a run in progress has no end', async t => {
  t.match(printRunDictionary(mlflowRun(liveRow(), { experimentId: 'x' })), '"end_time": null,');
});

t.test('a dataset says what MLflow knows of one', async t => {
  const inputs = [
    { path: 'x.csv', size: 1, sha256: 'ab'.repeat(32), method: 'sha256', declared: 'option' },
  ] as const;
  const message = mlflowRun(sampleRow(), { experimentId: 'x', inputs });
  t.match(JSON.parse(printRunDictionary(message)).inputs.dataset_inputs, [
    { dataset: { name: 'x.csv', digest: 'ab'.repeat(18), source_type: 'local', schema: null }, tags: [] },
  ]);
});
