import fc from 'fast-check';
import t from 'tap';
import { clipLine } from '../../../src/view/chart/clip-line.ts';

const canvas = { width: 40, height: 20 };

t.test('a line that lies on the canvas stays as it is', async t => {
  t.same(clipLine([0, 0], [39, 19], canvas), [
    [0, 0],
    [39, 19],
  ]);
});

t.test('of one that goes beyond stays what is seen', async t => {
  t.same(clipLine([-1_000_000, 10], [1_000_000, 10], canvas), [
    [0, 10],
    [39, 10],
  ]);
  t.same(clipLine([20, -100], [20, 5], canvas), [
    [20, 0],
    [20, 5],
  ]);
});

t.test('of one that passes by nothing is seen', async t => {
  t.equal(clipLine([-5, -1], [45, -1], canvas), undefined);
  t.equal(clipLine([-10, 0], [0, -10], canvas), undefined);
  t.equal(clipLine([50, 5], [50, 5], canvas), undefined);
});

t.test('both ends lie on the canvas, and on the line', async () => {
  const place = fc.tuple(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -200, max: 200 }));
  fc.assert(
    fc.property(place, place, (from, to) => {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      return (clipLine(from, to, canvas) ?? []).every(([x, y]) => {
        const off = (to[0] - from[0]) * (from[1] - y) - (from[0] - x) * (to[1] - from[1]);
        const isOn = x >= 0 && y >= 0 && x < canvas.width && y < canvas.height;
        return isOn && Math.abs(off) <= length;
      });
    }),
  );
});
