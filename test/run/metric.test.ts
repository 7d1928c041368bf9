import fc from 'fast-check';
import t from 'tap';
import { isResource, type MetricSummary, summarise } from '../../src/run/metric.ts';

const summaryOf = (values: readonly number[]) =>
  values.reduce<MetricSummary | undefined>(
    (before, value, step) => summarise(before, value, step),
    undefined,
  );

t.test('a summary holds the last value with its step, the extremes and the count', async t => {
  t.same(summaryOf([3, 1, 2]), { last: 2, min: 1, max: 3, count: 3, step: 2 });
  t.same(summaryOf([5]), { last: 5, min: 5, max: 5, count: 1, step: 0 });
});

t.test('the last value is that of the greatest step, in whatever order points come', async t => {
  const points = [
    [2, 20],
    [0, 0],
    [3, 30],
    [3, 31],
    [1, 10],
  ] as const;
  const summary = points.reduce<MetricSummary | undefined>(
    (before, [step, value]) => summarise(before, value, step),
    undefined,
  );
  t.same(summary, { last: 31, step: 3, count: 5, min: 0, max: 31 });
});

t.test('what git-run measures itself is told by its name', async t => {
  t.same(['system/cpu', 'system/gpu0_memory', 'loss', 'val/system/cpu', 'system'].map(isResource), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

t.test('a NaN is a last value, but no extreme', async t => {
  t.same(summaryOf([1, Number.NaN]), { last: Number.NaN, min: 1, max: 1, count: 2, step: 1 });
  t.same(summaryOf([Number.NaN, 2, 1]), { last: 1, min: 1, max: 2, count: 3, step: 2 });
  t.same(summaryOf([Number.NaN]), { last: Number.NaN, min: Number.NaN, max: Number.NaN, count: 1, step: 0 });
});

t.test('the extremes are those of all numbers that are any', async () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 1 }), values => {
      const numbers = values.filter(value => !Number.isNaN(value));
      const { min, max } = summaryOf(values) as MetricSummary;
      return numbers.length === 0
        ? Number.isNaN(min) && Number.isNaN(max)
        : min === Math.min(...numbers) && max === Math.max(...numbers);
    }),
  );
});
