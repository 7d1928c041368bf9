import fc from 'fast-check';
import t from 'tap';
import { binsOf, countTexts } from '../../../src/view/figure/bins.ts';

const column = (...values: (number | string | undefined)[]) => ({ name: 'a', values });

t.test('every number is in one bin', async () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }), values => {
      const bins = binsOf(column(...values));
      const total = bins.reduce((sum, { count }) => sum + count, 0);
      return total === values.length && bins.length >= 1 && bins.length <= 60;
    }),
  );
});

t.test('the limits of bins are round', async t => {
  const bins = binsOf(column(0.01, 0.2, 0.33, 0.6, 0.97));
  t.same([bins[0]?.from, bins.at(-1)?.to], [0, 1]);
  t.equal(bins.length, 5);
});

t.test('wide columns have bins of powers of ten', async t => {
  const bins = binsOf(column(1e-4, 1e-3, 1e-2, 1e-1));
  t.same([bins[0]?.from, bins.at(-1)?.to], [0.0001, 0.1]);
});

t.test('what is not finite has no bar; all alike is one', async t => {
  t.same(binsOf(column(Number.NaN, undefined)), []);
  t.same(
    binsOf(column(Number.NaN, 5, 5))
      .map(({ count }) => count)
      .filter(Boolean),
    [2],
  );
});

t.test('texts are counted, the frequent ones first', async t => {
  t.same(countTexts(column('a', 'b', 'b', undefined)), [
    { text: 'b', count: 2 },
    { text: 'a', count: 1 },
  ]);
});
