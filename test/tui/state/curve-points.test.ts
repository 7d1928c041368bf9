import t from 'tap';
import { placeAt, pointsOf } from '../../../src/tui/state/curve-points.ts';
import { seriesOf } from '../../support/tui-curves.ts';

const RAW = { axis: 'step', delay: 0, smoothing: 0 } as const;

t.test('a curve stands over steps, over its own time, or over that of all', async t => {
  const series = seriesOf([3, 2, 1], 10);
  t.same([...pointsOf(series, RAW).x], [10, 11, 12]);
  t.same([...pointsOf(series, { ...RAW, axis: 'relative', delay: 100 }).x], [0, 1, 2]);
  t.same([...pointsOf(series, { ...RAW, axis: 'time', delay: 100 }).x], [100, 101, 102]);
});

t.test('a run that went back to a checkpoint goes over its curve again', async t => {
  const step = Float64Array.from([0, 1, 2, 1, 2, 3]);
  const series = { step, seconds: step, y: Float64Array.from([5, 4, 3, 40, 30, 20]) };
  const { x, y } = pointsOf(series, RAW);
  t.same([...x], [0, 1, 1, 2, 2, 3]);
  t.same([...y], [5, 4, 40, 3, 30, 20]);
});

t.test('its extremes pass over what is no number', async t => {
  const { least, most } = pointsOf(seriesOf([Number.NaN, 2, 7, Number.NaN, 3]), RAW);
  t.same([least, most], [2, 7]);
  t.same(pointsOf(seriesOf([Number.NaN]), RAW).least, Number.NaN);
});

t.test('a smoothed one has both, and lies within the other', async t => {
  const { y, smoothed } = pointsOf(seriesOf([0, 10, 0, 10]), { ...RAW, smoothing: 0.9 });
  t.same([...y], [0, 10, 0, 10]);
  t.ok(smoothed?.every(value => value >= 0 && value < 10));
  t.equal(pointsOf(seriesOf([1]), RAW).smoothed, undefined);
});

t.test('it is made once, as long as nothing else is wished', async t => {
  const series = seriesOf([1, 2, 3]);
  const points = pointsOf(series, RAW);
  t.equal(pointsOf(series, { ...RAW }), points);
  t.not(pointsOf(series, { ...RAW, smoothing: 0.5 }), points);
});

t.test('between two points the first one holds, beyond them none', async t => {
  const points = pointsOf(seriesOf([1, 2, 3]), RAW);
  t.same(
    [-0.1, 0, 0.9, 1, 2, 2.1].map(x => placeAt(points, x)),
    [undefined, 0, 0, 1, 2, undefined],
  );
});
