import fc from 'fast-check';
import t from 'tap';
import { curveOf, isTimeless, type MetricSeries, sorted, thinned } from '../../../src/view/figure/series.ts';

const wish = { axis: 'step', every: 1, delay: 100 } as const;
const series: MetricSeries = { step: [0, 1, 2, 1, 3], seconds: [0, 10, 20, 40, 50], y: [5, 4, 3, 3.5, 1] };

t.test('a run that was resumed goes back, its curve does not', async t => {
  t.same(curveOf(series, wish), { x: [0, 1, 1, 2, 3], y: [5, 4, 3.5, 3, 1] });
});

t.test('time counts from the first start of all, relative time from the own', async t => {
  t.same(curveOf(series, { ...wish, axis: 'relative' }).x, [0, 10, 20, 40, 50]);
  t.same(curveOf(series, { ...wish, axis: 'time' }).x, [100, 110, 120, 140, 150]);
});

t.test('of every few points one is taken, and the last', async t => {
  t.same(curveOf(series, { ...wish, every: 3 }).x, [0, 2, 3]);
  t.same(thinned([1, 2, 3, 4], 2), [1, 3, 4]);
});

t.test('points that name no time are known by having one all together', async t => {
  t.equal(isTimeless(series), false);
  t.equal(isTimeless({ ...series, seconds: [9, 9, 9, 9, 9] }), true);
  t.equal(isTimeless({ step: [0], seconds: [9], y: [1] }), false, 'one point alone is no proof');
});

t.test('columns stay together when they are sorted', async () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), values => {
      const [by = [], other = []] = sorted([values, values.map(value => value * 2)], values);
      return by.every(
        (value, at) => other[at] === value * 2 && (at === 0 || value >= (by[at - 1] as number)),
      );
    }),
  );
});
