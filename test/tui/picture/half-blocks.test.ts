import fc from 'fast-check';
import t from 'tap';
import { type ColourDepth, halfBlocks } from '../../../src/tui/picture/half-blocks.ts';
import type { Pixels } from '../../../src/tui/picture/pixels.ts';
import { anyPixels, colourAt, pixels } from '../../support/pictures.ts';
import { type CellColour, screenModel } from '../../support/terminal/screen-model.ts';

/** What a terminal shows of the picture: a colour for each pixel, row by row. */
async function shown(picture: Pixels, depth: ColourDepth): Promise<CellColour[][]> {
  const lines = halfBlocks(picture, depth);
  const screen = screenModel(picture.width + 1, lines.length + 1, () => undefined);
  await new Promise<void>(parsed => screen.write(lines.join('\r\n'), parsed));
  return lines.flatMap((_, y) => {
    const cells = Array.from({ length: picture.width }, (_, x) => screen.cell(x, y));
    const upper = cells.map(({ char, fg, bg }) => (char === '▀' ? fg : bg));
    return y * 2 + 1 < picture.height ? [upper, cells.map(({ bg }) => bg)] : [upper];
  });
}

const hex = (picture: Pixels, x: number, y: number) =>
  `#${Buffer.from(colourAt(picture, x, y).slice(0, 3)).toString('hex')}`;

t.test('at 24 bits a terminal shows every pixel in its colour', async t => {
  await fc.assert(
    fc.asyncProperty(anyPixels(9), async picture => {
      const found = await shown(picture, 24);
      return found.every((row, y) => row.every((colour, x) => colour === hex(picture, x, y)));
    }),
    { numRuns: 40 },
  );
  t.pass();
});

t.test('a picture of two colours is those two, at every depth', async t => {
  const picture = pixels(5, 4, (x, y) => ((x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0]));
  for (const [depth, white, black] of [
    [24, '#ffffff', '#000000'],
    [8, 231, 16],
    [4, 15, 0],
  ] as const) {
    const found = await shown(picture, depth);
    t.same(
      found,
      Array.from({ length: 4 }, (_, y) =>
        Array.from({ length: 5 }, (_, x) => ((x + y) % 2 === 0 ? white : black)),
      ),
    );
  }
});

t.test('a line is as wide as the picture, and gives the colours back at its end', async t => {
  for (const line of halfBlocks(
    pixels(7, 3, x => [x * 30, 0, 0]),
    8,
  )) {
    t.match(line, /\x1b\[0m$/);
    t.equal(line.replace(/\x1b\[[\d;]*m/g, '').length, 7);
  }
});

t.test('a colour that goes on is not said again', async t => {
  t.same(
    halfBlocks(
      pixels(4, 2, () => [1, 2, 3]),
      24,
    ),
    ['\x1b[48;2;1;2;3m    \x1b[0m'],
  );
  const flag = pixels(3, 2, (_, y) => (y === 0 ? [255, 255, 255] : [255, 0, 0]));
  t.same(halfBlocks(flag, 4), ['\x1b[97;101m▀▀▀\x1b[0m']);
});

t.test('below the last row of an odd number is the terminal itself', async t => {
  t.same(
    halfBlocks(
      pixels(2, 1, () => [1, 2, 3]),
      24,
    ),
    ['\x1b[38;2;1;2;3m▀▀\x1b[0m'],
  );
});

t.test('nothing but colours and blocks is ever written', async t => {
  fc.assert(
    fc.property(anyPixels(8), fc.constantFrom<ColourDepth>(24, 8, 4), (picture, depth) =>
      halfBlocks(picture, depth).every(line => /^(?:\x1b\[[\d;]+m|[ ▀])*\x1b\[0m$/.test(line)),
    ),
  );
  t.pass();
});
