import t from 'tap';
import {
  compareInTime,
  identity,
  latestOf,
  type Point,
  sampledSteps,
} from '../../../src/interop/mlflow/points.ts';

const point = (step: Point['step'], value: number, timestamp: Point['timestamp'] = 0): Point => ({
  step,
  value,
  timestamp,
});

t.test('the latest value is that of the last step, whenever it was logged', async t => {
  const all = [point(7, 2), point(2, 1), point(7, 1), point(7, Number.NaN)];
  t.equal(all.reduce(latestOf).value, 2);
  t.equal([point(1, 5, 10), point(1, 4, 20)].reduce(latestOf).value, 4);
  t.equal([point(9007199254740993n, 1), point(9007199254740992n, 2)].reduce(latestOf).value, 1);
  t.equal(latestOf(undefined, point(0, 3)).value, 3);
});

t.test('a history goes by time', async t => {
  const all = [point(1, 1, 30), point(3, 1, 10), point(2, 1, 20)];
  t.same(
    all.sort(compareInTime).map(({ step }) => step),
    [3, 2, 1],
  );
});

t.test('what is sent again is the same point', async t => {
  t.equal(identity('k', point(1, 0.5, 7)), identity('k', { ...point(1, 0.5, 7), model: 'm' }));
  t.not(identity('k', point(1, 0.5, 7)), identity('k', point(2, 0.5, 7)));
});

t.test('a long series is thinned evenly, and keeps its ends', async t => {
  const series = (steps: readonly number[]) => steps.map(step => point(step, step));
  const shown = (
    all: readonly (readonly Point[])[],
    most: number,
    range?: { start: number; end: number },
  ) => {
    const isShown = sampledSteps(all, most, range);
    return all.map(points => points.map(({ step }) => step).filter(isShown));
  };
  const steps = Array.from({ length: 10 }, (_, step) => step);
  t.same(shown([series(steps)], 20), [steps]);
  t.same(shown([series(steps)], 5), [[0, 2, 4, 6, 8, 9]]);
  t.same(shown([series(steps)], 20, { start: 3, end: 5 }), [[3, 4, 5]]);
  t.same(shown([series(steps), series([1, 5, 7])], 2), [
    [0, 1, 5, 7, 9],
    [1, 5, 7],
  ]);
});
