import t from 'tap';
import { firstBehind, firstFrom, stretchOf } from '../../../src/view/chart/stretch.ts';

const x = Float64Array.from([0, 1, 2, 2, 5]);
const curve = { x, y: x.map(value => value * 10) };
const shown = (...args: [number, number, boolean?]) => [...stretchOf(curve, ...args).y];

t.test('a stretch has both its ends', async t => {
  t.same(shown(1, 2), [10, 20, 20]);
  t.same(shown(-9, 9), [...curve.y]);
  t.same(shown(3, 4), []);
});

t.test('the next points on either side are those that lines lead to', async t => {
  t.same(shown(3, 4, true), [20, 50]);
  t.same(shown(0, 0, true), [0, 10]);
});

t.test('nothing is copied', async t => {
  t.equal(stretchOf(curve, 1, 2).x.buffer, x.buffer);
});

t.test('places are found among equal values too', async t => {
  t.same([firstFrom(x, 2), firstBehind(x, 2)], [2, 4]);
  t.same([firstFrom(x, 9), firstBehind(x, -1)], [5, 0]);
});
