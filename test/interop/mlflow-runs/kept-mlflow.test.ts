import t from 'tap';
import { environmentOf, keptIn } from '../../../src/interop/mlflow-runs/kept-mlflow.ts';
import type { MlflowRun } from '../../../src/interop/mlflow-runs/mlflow-run.ts';
import { equal } from '../../support/store-bench.ts';

const RUN: MlflowRun = {
  ...{ id: 'a', path: '1/a', meta: { status: 3 }, params: {}, tags: {}, artifacts: [] },
  metrics: [
    {
      key: 'acc',
      step: [2n ** 60n],
      value: [1],
      timestamp: [1],
      datasets: [{ points: 1, name: 'iris', digest: 'x' }],
    },
  ],
  inputs: [{ name: 'i', link: { source_id: 'd' }, dataset: { name: 'iris' } }],
  outputs: [{ name: 'o', link: {} }],
  models: [{ meta: { model_id: 'm-1' }, params: {}, tags: {}, metrics: {} }],
};

t.test('what is kept comes back', async t => {
  const { meta, inputs, outputs, models } = RUN;
  const kept = keptIn(environmentOf(RUN));
  t.ok(
    equal(kept, {
      meta,
      inputs,
      outputs,
      models,
      metricDatasets: { acc: RUN.metrics[0]?.datasets },
      metricIntegers: { acc: [[0, 1, 2n ** 60n]] },
    }),
  );
});

t.test("an environment of another kind, or a stranger's, has nothing", async t => {
  const nothing = { meta: {}, inputs: [], outputs: [], models: [], metricDatasets: {}, metricIntegers: {} };
  for (const mlflow of [
    undefined,
    1,
    [],
    { meta: [], inputs: {}, outputs: [1, null], models: 'x', metricDatasets: 3 },
  ])
    t.ok(equal(keptIn((mlflow === undefined ? {} : { mlflow }) as never), nothing));
});
