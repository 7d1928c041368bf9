import t from 'tap';
import { withModels } from '../../../src/interop/mlflow-runs/model-points.ts';

const history = {
  key: 'acc',
  step: [1, 2, 3],
  value: [0.5, Number.NaN, 1],
  timestamp: [7, 8, 2n ** 60n + 1n],
};
const model = (metrics: Record<string, string>) => ({
  meta: { model_id: 'm-1' },
  params: {},
  tags: {},
  metrics,
});

t.test('points are of the models that have them by this run', async t => {
  const acc = `7 0.5 1 r\n8 nan 2 r my data abc\n${2n ** 60n + 1n} 1.0 3 other\nodd\n`;
  t.same(withModels({ id: 'r', metrics: [history], models: [model({ acc })] }), [
    {
      ...history,
      datasets: [
        { points: 1, model: 'm-1' },
        { points: 1, name: 'my data', digest: 'abc', model: 'm-1' },
        { points: 1 },
      ],
    },
  ]);
});

t.test('what a run says itself goes before', async t => {
  const told = { ...history, datasets: [{ points: 3, name: 'iris', digest: 'd', model: 'm-0' }] };
  t.same(withModels({ id: 'r', metrics: [told], models: [model({ acc: '7 0.5 1 r\n' })] }), [told]);
  t.same(withModels({ id: 'r', metrics: [history], models: [] }), [history]);
});
