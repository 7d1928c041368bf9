import fc from 'fast-check';
import t from 'tap';
import { dots } from '../../../src/tui/picture/dots.ts';
import { anyPixels, pixels } from '../../support/pictures.ts';

const count = (lines: readonly string[]) =>
  [...lines.join('')].reduce((sum, sign) => {
    const bits = sign === ' ' ? 0 : (sign.codePointAt(0) as number) - 0x2800;
    return sum + bits.toString(2).replaceAll('0', '').length;
  }, 0);

t.test('dots are what is bright on a dark terminal, and what is dark on a light one', async t => {
  const left = pixels(4, 4, x => (x < 2 ? [255, 255, 255] : [0, 0, 0]));
  t.same(dots(left, 'dark'), ['⣿ ']);
  t.same(dots(left, 'light'), [' ⣿']);
});

t.test('the brighter the more', async t => {
  const ramp = dots(
    pixels(64, 4, x => [x * 4, x * 4, x * 4]),
    'dark',
  )[0] as string;
  const quarters = [0, 8, 16, 24].map(start => count([ramp.slice(start, start + 8)]));
  t.same(
    quarters,
    [...quarters].sort((a, b) => a - b),
  );
  t.ok((quarters[3] as number) > (quarters[0] as number) * 4);
});

t.test('what is pale is spread over all there is between black and white', async t => {
  const pale = pixels(8, 8, x => (x < 4 ? [240, 240, 240] : [250, 250, 250]));
  t.same(
    dots(pale, 'dark'),
    ['⣿⣿', '⣿⣿'].map(() => '  ⣿⣿'),
  );
  const one = pixels(16, 16, (x, y) => (x === 3 && y === 3 ? [90, 0, 0] : [0, 0, 0]));
  t.equal(count(dots(one, 'dark')), 1, 'a single pixel is not thrown away');
});

t.test('a picture of one brightness is as bright as it is', async t => {
  t.equal(
    count(
      dots(
        pixels(8, 8, () => [0, 0, 0]),
        'dark',
      ),
    ),
    0,
  );
  t.equal(
    count(
      dots(
        pixels(8, 8, () => [128, 128, 128]),
        'dark',
      ),
    ),
    32,
  );
  t.equal(
    count(
      dots(
        pixels(8, 8, () => [255, 255, 255]),
        'dark',
      ),
    ),
    64,
  );
});

t.test('nothing but braille and spaces, a cell for each eight', async t => {
  fc.assert(
    fc.property(anyPixels(12), picture => {
      const lines = dots(picture, 'dark');
      const columns = Math.ceil(picture.width / 2);
      return (
        lines.length === Math.ceil(picture.height / 4) &&
        lines.every(line => line.length === columns && /^[ \u2800-\u28ff]*$/.test(line))
      );
    }),
  );
  t.pass();
});
