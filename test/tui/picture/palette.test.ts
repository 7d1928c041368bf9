import fc from 'fast-check';
import t from 'tap';
import { indexed } from '../../../src/tui/picture/palette.ts';
import type { Pixels } from '../../../src/tui/picture/pixels.ts';
import { anyPixels, type Colour, pixels } from '../../support/pictures.ts';

/** By how much a channel of a pixel is wrong, on average. */
function error(picture: Pixels): number {
  const { palette, indices } = indexed(picture);
  let sum = 0;
  for (const [pixel, index] of indices.entries()) {
    for (const [channel, value] of (palette[index] ?? []).entries()) {
      sum += Math.abs(value - (picture.data[pixel * 4 + channel] as number));
    }
  }
  return sum / indices.length / 3;
}

t.test('up to 256 colours are kept, whichever they are', async t => {
  fc.assert(fc.property(anyPixels(16), picture => error(picture) === 0));
  t.equal(error(pixels(8, 8, x => (x < 4 ? [255, 0, 0] : [0, 0, 255]))), 0);
});

t.test('of more such are found as are near to all of them', async t => {
  const cases: [name: string, most: number, rule: (x: number, y: number) => Colour][] = [
    ['a plane of two channels', 8, (x, y) => [x, y, 255 - x]],
    ['greys and a little red', 3, (x, y) => (y === 9 ? [255, x & 31, 0] : [x, x, x + (y & 1)])],
    ['red against blue', 3, (x, y) => [x, y % 4, 255 - x]],
  ];
  for (const [name, most, rule] of cases) {
    const picture = pixels(256, 256, rule);
    t.ok(error(picture) < most, `${name}: ${error(picture)}`);
  }
});

t.test('a colour of which there is much stays exact', async t => {
  const plot = pixels(200, 200, (x, y) => (y < 150 ? [250, 251, 252] : [x, (x * 7) & 255, y]));
  const { palette, indices } = indexed(plot);
  t.same(palette[indices[0] as number], [250, 251, 252]);
});
