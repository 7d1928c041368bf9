import fc from 'fast-check';
import t from 'tap';
import { smooth } from '../../../src/view/chart/smooth.ts';

t.test('a constant stays what it is from its first point on', async t => {
  t.same(
    [...smooth([3, 3, 3], 0.9)].map(value => Number(value.toFixed(12))),
    [3, 3, 3],
  );
});

t.test('no weight leaves the values as they are', async t => {
  t.same([...smooth([1, 5, 2], 0)], [1, 5, 2]);
});

t.test('what is no number stays, and weighs nothing', async t => {
  const [first, gap, third] = smooth([1, Number.NaN, 1], 0.5);
  t.equal(first, 1);
  t.ok(Number.isNaN(gap));
  t.equal(third, 1);
});

t.test('it stays between the lowest and the highest value', async () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 0.999, noNaN: true }), (all, weight) => {
      const [low, high] = [Math.min(...all) - 1e-3, Math.max(...all) + 1e-3];
      return [...smooth(all, weight)].every(value => value >= low && value <= high);
    }),
  );
});
