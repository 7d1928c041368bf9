import fc from 'fast-check';
import t from 'tap';
import { of16, of256 } from '../../../src/tui/picture/few-colours.ts';
import { anyPixels, type Colour, pixels } from '../../support/pictures.ts';

const one = (colour: Colour) => of256(pixels(1, 1, () => colour))[0];

t.test('of 256 the nearest is taken, from the cube or from the greys', async t => {
  t.equal(one([0, 0, 0]), 16);
  t.equal(one([255, 255, 255]), 231);
  t.equal(one([255, 0, 0]), 196);
  t.equal(one([135, 175, 215]), 110);
  t.equal(one([30, 28, 29]), 234);
  t.equal(one([238, 238, 238]), 255);
});

/** As every terminal counts them: https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit */
function colourOf(index: number): [number, number, number] {
  if (index >= 232) return [8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)];
  const level = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const rest = index - 16;
  return [level(Math.floor(rest / 36)), level(Math.floor(rest / 6) % 6), level(rest % 6)];
}

t.test('no other of the 256 is nearer', async t => {
  const channel = fc.nat(255);
  fc.assert(
    fc.property(channel, channel, channel, (...colour) => {
      const away = (index: number) =>
        colourOf(index).reduce((sum, value, at) => sum + (value - (colour[at] as number)) ** 2, 0);
      const least = Math.min(...Array.from({ length: 240 }, (_, index) => away(index + 16)));
      return away(one(colour) as number) === least;
    }),
  );
  t.pass();
});

t.test('pure colours are those of the 16', async t => {
  const [red, white] = [pixels(4, 4, () => [255, 0, 0]), pixels(4, 4, () => [255, 255, 255])];
  t.same(new Set(of16(red)), new Set([9]));
  t.same(new Set(of16(white)), new Set([15]));
});

t.test('a colour between is mixed of several of the 16', async t => {
  const pink = of16(pixels(16, 16, () => [220, 80, 80]));
  t.ok(new Set(pink).size > 1);
  t.ok(
    pink.some(index => index === 1 || index === 9),
    'with red',
  );
});

t.test('whatever the picture, each pixel has a colour that there is', async t => {
  fc.assert(
    fc.property(anyPixels(10), picture => {
      const [sixteen, many] = [of16(picture), of256(picture)];
      return (
        sixteen.length === picture.width * picture.height &&
        sixteen.every(index => index < 16) &&
        many.every(index => index >= 16 && index < 256)
      );
    }),
  );
  t.pass();
});
