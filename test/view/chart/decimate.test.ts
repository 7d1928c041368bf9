import fc from 'fast-check';
import t from 'tap';
import { Canvas } from '../../../src/view/chart/canvas.ts';
import { seenPoints } from '../../../src/view/chart/decimate.ts';

t.test('of a column its first, lowest, highest and last are kept', async t => {
  const y = [5, 9, 1, 7, 3, 4];
  const x = y.map((_, at) => at);
  t.same(
    seenPoints({ x, y }, () => 0),
    [0, 1, 2, 5],
  );
  t.same(
    seenPoints({ x, y }, at => at),
    [0, 1, 2, 3, 4, 5],
  );
});

t.test('a gap is kept', async t => {
  t.same(
    seenPoints({ x: [0, 1, 2], y: [1, Number.NaN, 2] }, () => 0),
    [0, 1, 2],
  );
  t.same(
    seenPoints({ x: [0, 1], y: [Number.NaN, Number.NaN] }, () => 0),
    [],
  );
});

t.test('the picture is, to the dot, the one that all points give', async () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 31 }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 400 }), y => {
      const column = (at: number) => Math.round((at / (y.length - 1)) * 19);
      const x = y.map((_, at) => at);
      const all = drawn(x, y, column);
      return all === drawn(seenPoints({ x, y }, column), y, column);
    }),
    { numRuns: 500 },
  );
});

function drawn(points: readonly number[], y: readonly number[], column: (at: number) => number): string {
  const canvas = new Canvas(10, 8);
  let last: [number, number] | undefined;
  for (const at of points) {
    const value = y[at] as number;
    const here: [number, number] | undefined = Number.isNaN(value) ? undefined : [column(at), value];
    if (here !== undefined) canvas.line(last ?? here, here, 0);
    last = here;
  }
  return JSON.stringify(Array.from({ length: 8 }, (_, row) => canvas.row(row)));
}
