import fc from 'fast-check';
import { decode } from 'sixel';
import t from 'tap';
import type { Pixels } from '../../../src/tui/picture/pixels.ts';
import { sixelPicture } from '../../../src/tui/picture/sixel.ts';
import { anyPixels, type Colour, pixels } from '../../support/pictures.ts';

/** Digits and the signs of sixels between introducer and terminator: https://www.vt100.net/docs/vt3xx-gp/chapter14.html */
const FORM = /^\x1bP0;1;0q([\d;#!"$\-?-~]*)\x1b\\$/;

function shown(picture: Pixels): Pixels {
  const [, content = ''] = FORM.exec(sixelPicture(picture)) ?? [];
  const { width, height, data32 } = decode(content);
  return { width, height, data: new Uint8Array(new Uint32Array(data32).buffer) };
}

t.test('a terminal shows the picture in its size, and its colours where they are few', async t => {
  const colours = [
    [255, 0, 0],
    [0, 0, 255],
    [255, 255, 255],
    [0, 0, 0],
  ] as const;
  const picture = pixels(20, 13, (x, y) => colours[(x > 9 ? 1 : 0) + (y === 5 ? 2 : 0)] as Colour);
  t.same(shown(picture), picture);
  const mask = pixels(8, 8, (x, y) => (x === y ? [255, 0, 0] : [0, 0, 255]));
  t.same(shown(mask), mask, 'red and blue do not become one');
});

t.test('each of 256 colours is kept, as far as percents go', async t => {
  const picture = pixels(16, 16, (x, y) => [x * 17, y * 17, 99]);
  const found = shown(picture);
  const worst = Math.max(...picture.data.map((value, at) => Math.abs(value - (found.data[at] as number))));
  t.ok(worst <= 2, `${worst}`);
});

t.test('of more, all are nearly kept', async t => {
  const picture = pixels(64, 48, (x, y) => [x * 4, y * 5, 90]);
  const found = shown(picture);
  let error = 0;
  for (const [at, value] of picture.data.entries()) error += Math.abs(value - (found.data[at] as number));
  t.ok(error / picture.data.length < 6, `${error / picture.data.length}`);
});

t.test('the picture itself stays as it is, also within a larger buffer', async t => {
  const picture = pixels(9, 9, (x, y) => [x * 28, y * 28, 7]);
  const shared = Buffer.concat([Buffer.alloc(5), picture.data]).subarray(5);
  const before = Buffer.from(shared);
  t.equal(sixelPicture({ ...picture, data: shared }), sixelPicture(picture));
  t.same(shared, before);
});

t.test('whatever the pixels are, nothing but sixels is written', async t => {
  fc.assert(
    fc.property(anyPixels(10), picture => FORM.test(sixelPicture(picture))),
    { numRuns: 50 },
  );
  t.pass();
});
