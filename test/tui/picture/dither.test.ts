import fc from 'fast-check';
import t from 'tap';
import { dither, type Rgb } from '../../../src/tui/picture/dither.ts';
import { anyPixels, pixels } from '../../support/pictures.ts';

const BLACK_AND_WHITE: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];

t.test('what is in the palette is taken as it is', async t => {
  const board = pixels(9, 9, (x, y) => ((x + y) % 3 === 0 ? [255, 255, 255] : [0, 0, 0]));
  t.same(
    [...dither(board, BLACK_AND_WHITE, 1)],
    [...board.data].filter((_, at) => at % 4 === 0).map(v => v / 255),
  );
});

t.test('on average a grey is as bright as it was', async t => {
  for (const grey of [30, 100, 128, 200]) {
    const found = dither(
      pixels(40, 40, () => [grey, grey, grey]),
      BLACK_AND_WHITE,
      1,
    );
    const white = found.reduce((sum, index) => sum + index, 0) / found.length;
    t.ok(Math.abs(white - grey / 255) < 0.03, `${grey}: ${white}`);
  }
});

t.test('of no errors passed on the nearest is left', async t => {
  const found = dither(
    pixels(6, 6, x => [x * 50, x * 50, x * 50]),
    BLACK_AND_WHITE,
    0,
  );
  t.same([...found.subarray(0, 6)], [0, 0, 0, 1, 1, 1]);
});

t.test('every pixel has a colour of the palette, whatever the picture', async t => {
  fc.assert(
    fc.property(anyPixels(10), fc.double({ min: 0, max: 1, noNaN: true }), (picture, share) => {
      const found = dither(picture, BLACK_AND_WHITE, share);
      return found.length === picture.width * picture.height && found.every(index => index < 2);
    }),
  );
  t.pass();
});
