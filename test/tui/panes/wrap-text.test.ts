import fc from 'fast-check';
import t from 'tap';
import { wrapPage, wrapText } from '../../../src/tui/panes/wrap-text.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';

t.test('a long value goes on below where it began, between words', async t => {
  t.equal(
    wrapText('source    76951f (main, 1 modified)\nid        1', 24),
    'source    76951f (main,\n          1 modified)\nid        1',
  );
  t.equal(wrapText('  a note of some words', 12), '  a note of\n  some words');
});

t.test('a word that is too long itself is parted, and not left without its name', async t => {
  t.equal(wrapText('path  /a/very/long/path', 14), 'path  /a/very/\n      long/pat\n      h');
});

t.test('colours go on', async t => {
  const wrapped = wrapText('\x1b[2mkey\x1b[22m  \x1b[31mone two\x1b[39m', 10).split('\n');
  t.equal(wrapped.map(unstyled).join('\n'), 'key  one\n     two');
  t.ok(wrapped.every(line => line.includes('\x1b[31m') && line.endsWith('\x1b[39m')));
});

t.test('nothing is wider than the page, and nothing but blanks is lost', async () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '日', 'é'), maxLength: 60 });
  fc.assert(
    fc.property(word, fc.integer({ min: 4, max: 30 }), (line, width) => {
      const wrapped = wrapText(line, width).split('\n');
      const bare = (text: string) => unstyled(text).replaceAll(' ', '');
      return wrapped.every(one => widthOf(unstyled(one)) <= width) && bare(wrapped.join('')) === bare(line);
    }),
    { numRuns: 300 },
  );
});

t.test('a value of very many letters is broken where the room ends', async t => {
  const lines = wrapText(`note  ${'word '.repeat(10_000)}`, 40).split('\n');
  t.equal(lines.length, 1251);
});

t.test('of a page with a patch what stands before it is wrapped, and no line of code', async t => {
  const code = '\x1b[1mdiff --git a/x b/x\x1b[m\n+one two three four\n';
  t.equal(wrapPage(`one two three\n${code}`, 8), `one two\nthree\n${code}`);
  t.equal(wrapPage('one two three\n', 8), 'one two\nthree\n');
});
