import t from 'tap';
import { boundedLine, cutOf, previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';

const textOf = (bytes: Uint8Array | string) => {
  const { text, encoding } = previewedFile('a', Buffer.from(bytes as Buffer), bytes.length);
  return [text, encoding];
};

t.test('text is told from what is none by its bytes', async t => {
  t.same(textOf('naïve 学習\n\x1b[31mred\x1b[0m\t.'), ['naïve 学習\n\x1b[31mred\x1b[0m\t.', '']);
  t.same(textOf(Buffer.from('\ufeffa', 'utf16le')), ['a', 'UTF-16']);
  t.same(textOf(Buffer.from('caf\xe9', 'latin1')), ['café', 'Latin-1']);
  t.same(textOf(Buffer.from([1, 2, 0, 3])), [undefined, '']);
  t.same(textOf(Buffer.from([1, 2, 3, 4, 5, 6])), [undefined, '']);
});

t.test('a character that was cut by the end of what was read is no error', async t => {
  const cut = previewedFile('a', Buffer.from('ab学').subarray(0, 4), 5);
  t.match(cut, { text: 'ab', encoding: '' });
});

t.test('what was not read is said', async t => {
  t.equal(cutOf(previewedFile('a', Buffer.alloc(10), 10)), '');
  t.equal(cutOf(previewedFile('a', Buffer.alloc(256_000), 3_100_000)), 'the first 256 kB of 3.1 MB');
});

t.test('a long line has an end, and no half characters', async t => {
  t.equal(boundedLine('a'.repeat(5000)), `${'a'.repeat(1000)}…`);
  t.equal(boundedLine('🚀🚀🚀', 3), '🚀…');
  t.equal(boundedLine('a\x1b[2Jb'), 'a\\u{1b}[2Jb');
});
