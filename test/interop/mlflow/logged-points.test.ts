import t from 'tap';
import { LoggedPoints } from '../../../src/interop/mlflow/logged-points.ts';

const point = (value: number, timestamp = 1, step = 0) => ({ key: 'm', value, timestamp, step });

t.test('a point that is sent again is one', async t => {
  const points = new LoggedPoints();
  t.same(points.fresh([point(1), point(1), point(2)]), [point(1), point(2)], 'in one batch too');
  for (const one of [point(1), point(2)]) points.add(one);
  t.same(points.fresh([point(1), point(3)]), [point(3)]);
  for (let step = 1; step <= 30_000; step++) points.add(point(0, 1, step));
  t.same(points.fresh([point(0, 1, 30_000)]), [], 'of many the newest are remembered');
});

t.test('the latest is by step, and what was known before counts', async t => {
  const before = new Map([['m', { value: 9, timestamp: 1, step: 5 }]]);
  const points = new LoggedPoints(before);
  points.add(point(1, 2, 4));
  t.equal(points.latest.get('m')?.value, 9);
  points.add(point(2, 2, 5));
  t.equal(points.latest.get('m')?.value, 2);
  t.equal(before.get('m')?.value, 9);
  t.same(
    points.history('m').map(({ value }) => value),
    [1, 2],
    'the history has its own alone',
  );
  t.same(points.history('none'), []);
});
