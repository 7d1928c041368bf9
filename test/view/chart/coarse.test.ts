import t from 'tap';
import { coarseForms, enoughOf } from '../../../src/view/chart/coarse.ts';

const curveOf = (values: ArrayLike<number>) => ({
  x: Float64Array.from(values, (_, at) => at),
  y: Float64Array.from(values),
});
const long = curveOf(Array.from({ length: 100_000 }, (_, at) => Math.sin(at / 5000)));

t.test('a short curve is what it is', async t => {
  const curve = curveOf([1, 2, 3]);
  t.same(coarseForms(curve), [curve]);
  t.same(enoughOf([curve], 0, 9), curve);
});

t.test('of a long one few points are enough, and of a stretch of it all there are', async t => {
  const forms = coarseForms(long);
  t.ok(enoughOf(forms, 0, 1e9).x.length < 8192);
  t.same([...enoughOf(forms, 500, 700).x].slice(0, 2), [499, 500]);
  t.equal(enoughOf(forms, 500, 700).x.length, 203);
});

t.test('a single point that stands out is never lost, nor is a gap', async t => {
  const y = long.y.slice();
  y[54_321] = 99;
  y[54_322] = -99;
  y[70_000] = Number.NaN;
  const { x, y: few } = enoughOf(coarseForms({ x: long.x, y }), 0, 1e9);
  t.equal(x[few.indexOf(99)], 54_321);
  t.equal(x[few.indexOf(-99)], 54_322);
  t.equal(x[few.findIndex(Number.isNaN)], 70_000);
});

t.test('the order of the points stays', async t => {
  const { x } = enoughOf(coarseForms(long), 0, 1e9);
  t.ok(x.every((value, at) => at === 0 || value > (x[at - 1] as number)));
});
