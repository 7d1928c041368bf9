import fc from 'fast-check';
import t from 'tap';
import { fit, scale } from '../../../src/tui/picture/scale.ts';
import { anyPixels, colourAt, pixels } from '../../support/pictures.ts';

t.test('a picture fills the cells that it can, and keeps its shape', async t => {
  t.same(fit({ width: 1000, height: 500 }, 80, 40), { width: 80, height: 40 });
  t.same(fit({ width: 500, height: 1000 }, 80, 40), { width: 40, height: 80 });
  t.same(fit({ width: 1000, height: 500 }, 80, 40, { width: 10, height: 20 }), { width: 800, height: 400 });
});

t.test('a small one grows by whole factors only', async t => {
  t.same(fit({ width: 28, height: 28 }, 80, 40), { width: 56, height: 56 });
  t.same(fit({ width: 28, height: 28 }, 80, 24), { width: 28, height: 28 });
  t.same(fit({ width: 3, height: 1 }, 80, 24), { width: 78, height: 26 });
});

t.test('it is never larger than its place, nor nothing, whatever the cells are', async t => {
  const side = fc.integer({ min: 1, max: 5000 });
  const [columns, rows] = [fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 })];
  const cell = fc.record({
    width: fc.double({ min: 1, max: 30, noNaN: true }),
    height: fc.double({ min: 1, max: 60, noNaN: true }),
  });
  fc.assert(
    fc.property(side, side, columns, rows, cell, (width, height, across, down, of) => {
      const shown = fit({ width, height }, across, down, of);
      return (
        shown.width >= 1 &&
        shown.height >= 1 &&
        shown.width <= across * of.width &&
        shown.height <= down * of.height
      );
    }),
  );
  t.same(fit({ width: 9, height: 9 }, 0, 0), { width: 1, height: 1 });
});

t.test('what becomes smaller is the average of all it was', async t => {
  const halves = pixels(4, 2, x => (x < 2 ? [255, 0, 0] : [0, 0, 255]));
  t.same(colourAt(scale(halves, { width: 1, height: 1 }), 0, 0), [128, 0, 128, 255]);
  const thirds = pixels(3, 1, x => [x * 90, 0, 0]);
  const two = scale(thirds, { width: 2, height: 1 });
  t.same([colourAt(two, 0, 0)[0], colourAt(two, 1, 0)[0]], [30, 150], 'the middle one counts half for both');
});

t.test('what cannot be seen gives no colour to what can', async t => {
  const edge = pixels(2, 1, x => (x === 0 ? [10, 200, 30] : [255, 0, 255, 0]));
  t.same(colourAt(scale(edge, { width: 1, height: 1 }), 0, 0), [10, 200, 30, 128]);
});

t.test('what becomes larger has the same colours, each as a block', async t => {
  const board = pixels(3, 2, (x, y) => [x * 50, y * 100, 9, 255 - x]);
  const large = scale(board, { width: 12, height: 8 });
  for (const [x, y] of [
    [0, 0],
    [3, 3],
    [4, 4],
    [11, 7],
  ] as const) {
    t.same(colourAt(large, x, y), colourAt(board, Math.floor(x / 4), Math.floor(y / 4)));
  }
});

t.test('one colour stays that colour, at any size', async t => {
  const size = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(size, size, size, size, (width, height, across, down) => {
      const { data } = scale(
        pixels(width, height, () => [17, 130, 255]),
        { width: across, height: down },
      );
      return (
        data.length === across * down * 4 && data.every((value, at) => value === [17, 130, 255, 255][at % 4])
      );
    }),
  );
  t.pass();
});

t.test('the whole is as bright afterwards, and the picture itself untouched', async t => {
  fc.assert(
    fc.property(anyPixels(20), picture => {
      const opaque = { ...picture, data: picture.data.map((value, at) => (at % 4 === 3 ? 255 : value)) };
      const before = opaque.data.slice();
      const small = scale(opaque, {
        width: Math.ceil(picture.width / 3),
        height: Math.ceil(picture.height / 2),
      });
      const mean = ({ data }: { data: Uint8Array }) =>
        data.reduce((sum, value) => sum + value, 0) / data.length;
      return Math.abs(mean(small) - mean(opaque)) <= 0.51 && Buffer.from(before).equals(opaque.data);
    }),
  );
  t.pass();
});

t.test('a part of a larger buffer is scaled like any other', async t => {
  const board = pixels(2, 2, (x, y) => [x * 255, y * 255, 0]);
  const shared = Buffer.concat([Buffer.alloc(3), board.data]).subarray(3);
  for (const size of [
    { width: 4, height: 4 },
    { width: 1, height: 1 },
  ]) {
    t.same(scale({ ...board, data: shared }, size), scale(board, size));
  }
});
