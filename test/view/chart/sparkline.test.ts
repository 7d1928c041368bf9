import fc from 'fast-check';
import t from 'tap';
import { spanOf, sparkline } from '../../../src/view/chart/sparkline.ts';

const curve = (...y: number[]) => ({ x: y.map((_, at) => at), y });

t.test('a curve rises and falls with its values', async t => {
  const all = curve(0, 1, 2, 3, 4, 5, 6, 7);
  const span = spanOf([all]);
  t.same(span, { from: 0, to: 7, low: 0, high: 7 });
  t.equal(sparkline(all, span as NonNullable<typeof span>, 8), '▁▂▃▄▅▆▇█');
});

t.test('of several points in one place the mean is drawn, and a gap is a gap', async t => {
  const span = { from: 0, to: 4, low: 0, high: 8 };
  t.equal(sparkline({ x: [0, 0, 4], y: [0, 8, 8] }, span, 3), '▅ █');
  t.equal(sparkline(curve(0, Number.NaN, 8), span, 4), '▁ █ ');
});

t.test('values that are all the same lie in the middle, and without any there is no span', async t => {
  const flat = curve(3, 3);
  t.equal(sparkline(flat, spanOf([flat]) as NonNullable<ReturnType<typeof spanOf>>, 2), '▅▅');
  t.equal(spanOf([curve(Number.NaN, Number.POSITIVE_INFINITY)]), undefined);
  t.equal(spanOf([]), undefined);
});

t.test('whatever is drawn is as wide as it should be', async () => {
  const numbers = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 40 }), (points, width) => {
      const all = { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
      const span = spanOf([all]);
      if (span === undefined) return true;
      const line = sparkline(all, span, width);
      return line.length === width && /^[ ▁-█]*$/.test(line);
    }),
  );
});
