import fc from 'fast-check';
import t from 'tap';
import { onGround } from '../../../src/tui/picture/ground.ts';
import { anyPixels, colourAt, pixels } from '../../support/pictures.ts';

t.test('what is opaque stays as it is', async t => {
  const picture = pixels(3, 3, (x, y) => [x, y, 7]);
  t.same(onGround(picture, 'dark'), picture);
});

t.test('through all else a board is seen, on which black and white can be told', async t => {
  for (const background of ['dark', 'light'] as const) {
    const board = onGround(
      pixels(8, 8, () => [0, 0, 0, 0]),
      background,
    );
    const [one, other] = [colourAt(board, 0, 0), colourAt(board, 4, 0)];
    t.not(one[0], other[0], 'two greys');
    t.same(colourAt(board, 4, 4), one);
    t.ok((one[0] as number) > 60, 'black is seen');
  }
});

t.test('on plain ground the terminal itself is what is behind', async t => {
  const clear = pixels(1, 1, () => [200, 100, 0, 51]);
  t.same(colourAt(onGround(clear, 'dark', 'plain'), 0, 0), [40, 20, 0, 255]);
  t.same(colourAt(onGround(clear, 'light', 'plain'), 0, 0), [244, 224, 204, 255]);
});

t.test('the picture is opaque then, and the one before untouched', async t => {
  fc.assert(
    fc.property(anyPixels(6), picture => {
      const data = Buffer.from(picture.data);
      const before = Buffer.from(data);
      const { data: after } = onGround({ ...picture, data }, 'light');
      return before.equals(data) && after.every((value, at) => at % 4 !== 3 || value === 255);
    }),
  );
  t.pass();
});
