import fc from 'fast-check';
import t from 'tap';
import { printTicks, scaleOf } from '../../../src/view/chart/scale.ts';

t.test('ticks are round', async t => {
  t.same(scaleOf(0, 1).ticks(5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  t.same(scaleOf(0.13, 0.97).ticks(4), [0.5]);
  t.same(scaleOf(0, 9999).ticks(4), [0, 5000]);
  t.same(scaleOf(-3, 3).ticks(3), [-2, 0, 2]);
  t.same(scaleOf(0.001, 100, { log: true }).ticks(6), [0.001, 0.01, 0.1, 1, 10, 100]);
  t.same(scaleOf(2, 5, { log: true }).ticks(3), [2, 3, 4, 5]);
});

t.test('they are printed with as many digits as they need', async t => {
  t.same(printTicks([0, 0.5, 1]), ['0.0', '0.5', '1.0']);
  t.same(printTicks([0, 5, 10]), ['0', '5', '10']);
  t.same(printTicks([0, 200_000]), ['0', '2e5']);
  t.same(printTicks([0.0001, 0.00015]), ['1e-4', '1.5e-4']);
});

t.test('a single value lies in the middle', async t => {
  for (const value of [5, 0, -2]) t.equal(scaleOf(value, value).place(value), 0.5);
  t.equal(scaleOf(3, 3, { log: true }).place(3), 0.5);
});

t.test('places ascend with values, from 0 to 1, and every tick has one', async () => {
  const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(value, value, fc.boolean(), fc.integer({ min: 2, max: 12 }), (a, b, log, count) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const scale = scaleOf(from, to, { log });
      const ends =
        to - from <= to * 1e-9 ||
        (Math.abs(scale.place(from)) < 1e-9 && Math.abs(scale.place(to) - 1) < 1e-9);
      const ticks = scale.ticks(count);
      const places = ticks.map(scale.place);
      const inside = places.every(place => place > -1e-6 && place < 1 + 1e-6);
      return ends && inside && places.every((place, at) => at === 0 || place > (places[at - 1] as number));
    }),
  );
});

t.test('powers of ten are printed as such', async t => {
  t.same(printTicks(scaleOf(1e-4, 0.1, { log: true }).ticks(4), { log: true }), [
    '1e-4',
    '0.001',
    '0.01',
    '0.1',
  ]);
});
