import t from 'tap';
import { pointsOf, stretchesOf } from '../../../src/interop/mlflow-runs/stretches.ts';

t.test('points that follow each other and name the same are one stretch', async t => {
  t.equal(stretchesOf([{}, {}]), undefined);
  t.same(stretchesOf([{}, { model: 'm' }, { model: 'm' }, { name: 'a', digest: 'b' }]), [
    { points: 1 },
    { points: 2, model: 'm' },
    { points: 1, name: 'a', digest: 'b' },
  ]);
});

t.test('each point has what its stretch names', async t => {
  const history = { key: 'a', step: [1, 2, 3], value: [1, 2, 3], timestamp: [1, 2, 3] };
  const datasets = [{ points: 1 }, { points: 2, name: 'a', digest: 'b', model: 'm' }];
  const measured = { dataset: { name: 'a', digest: 'b' }, model: 'm' };
  t.match(
    [...pointsOf({ ...history, datasets })],
    [{ model: undefined, step: 1 }, measured, { ...measured, step: 3 }],
  );
  t.match([...pointsOf(history)], [{ dataset: undefined }, {}, { value: 3 }]);
});
