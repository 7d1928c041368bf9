import fc from 'fast-check';
import t from 'tap';
import { pictureOf } from './picture.ts';
import { screenModel } from './screen-model.ts';

/** A small screen with something on it, and no cursor. */
async function screenOf(text: string, columns = 20, rows = 3) {
  const screen = screenModel(columns, rows, () => {});
  await new Promise<void>(resolve => screen.write(`\x1b[?25l${text}`, resolve));
  return screen;
}

const pictured = async (text: string) => pictureOf(await screenOf(text), { theme: 'dark' });
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const written = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>([^<]*)/g)].map(([, text = '']) => unescaped(text));

t.test('words stand where their cells are, as long as they are', async t => {
  const svg = await pictured('loss  0.25 up\r\n \x1b[1;31mbold');
  t.match(svg, '<text x="14" y="29" textLength="36" lengthAdjust="spacingAndGlyphs" fill="#e6edf3">loss<');
  t.match(svg, /<text x="68" y="29" textLength="63" [^>]*>0.25 up</);
  t.match(svg, /<text x="23" y="49" textLength="36" [^>]* fill="#ff7b72" font-weight="bold">bold</);
});

t.test('wide characters and symbols stand in the middle of their cells', async t => {
  const svg = await pictured('日a▶');
  t.match(svg, /<text x="23" y="29" text-anchor="middle" [^>]*>日</);
  t.match(svg, /<text x="32" y="29" textLength="9" [^>]*>a</);
  t.match(svg, />▶\ufe0e</);
});

t.test('lines, blocks and dots are drawn, one path for a colour', async t => {
  const svg = await pictured('╭──╮ ⣿█\x1b[31m▌░');
  t.same(written(svg), []);
  t.equal(svg.match(/stroke-linecap="square"/g)?.length, 1);
  t.equal(svg.match(/stroke-linecap="round"/g)?.length, 1);
  t.match(svg, '#4a2c2e', 'a quarter of red on the ground');
});

t.test('inverse, dim, backgrounds and the cursor have their colours', async t => {
  const inverse = await pictured('\x1b[7mon');
  t.match(inverse, /<path fill="#e6edf3"[^>]* d="M14 14h18v20h-18z"/);
  t.match(inverse, 'fill="#0d1117">on<');
  t.match(await pictured('\x1b[2mfaint'), 'fill="#8f959b">faint<');
  t.match(await pictured('\x1b[48;5;238;38;2;1;2;3mrow'), /fill="#444444".*fill="#010203">row</s);
  const screen = await screenOf('\x1b[?25hab\x1b[1D');
  t.match(pictureOf(screen, { theme: 'light' }), /fill="#1f2328"[^>]* d="M23 14h9v20h-9z"/);
});

t.test('a window has a title, or no bar', async t => {
  const screen = await screenOf('a', 10, 2);
  t.match(pictureOf(screen, { theme: 'dark', title: 'a <b> & c' }), />a &lt;b&gt; &amp; c<\/text>/);
  t.match(pictureOf(screen, { theme: 'dark' }), 'width="118" height="68"');
  t.match(pictureOf(screen, { theme: 'dark', title: 'a' }), 'width="118" height="102"');
});

t.test('whatever is on a screen is in its picture, and always the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...' abc<>&"\'日é●\x00') }), async text => {
      const shown = text.replaceAll('\0', '\r\n');
      const [screen, again] = await Promise.all([screenOf(shown, 8, 9), screenOf(shown, 8, 9)]);
      const svg = pictureOf(screen, { theme: 'light' });
      const letters = written(svg).join('').replaceAll(' ', '');
      return (
        letters === screen.lines().join('').replaceAll(' ', '') &&
        svg === pictureOf(again, { theme: 'light' })
      );
    }),
    { numRuns: 50 },
  );
});
