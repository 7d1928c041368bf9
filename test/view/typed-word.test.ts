import fc from 'fast-check';
import t from 'tap';
import { quoteWord } from '../../src/view/shell-quote.ts';
import { typedWord, typedWords } from '../../src/view/typed-word.ts';

const texts = (line: string) => typedWords(line).map(({ text }) => text);

t.test('a line is split as a shell splits it', async t => {
  t.same(texts('git run show my\\ run'), ['git', 'run', 'show', 'my run']);
  t.same(texts(`log --filter 'a b' "c \\" d" e`), ['log', '--filter', 'a b', 'c " d', 'e']);
  t.same(texts('show '), ['show', ''], 'behind a blank a new word begins');
  t.same(texts(''), ['']);
});

t.test('an open quote holds all that follows', async t => {
  t.same(texts(`log --filter 'metrics.acc > 0.9 and par`), ['log', '--filter', 'metrics.acc > 0.9 and par']);
  t.equal(typedWord(`--filter="a`).quotings.at(-1), '"');
  t.equal(typedWord(`'a'`).quotings.at(-1), '');
  t.equal(typedWord(`$'a`).quotings.at(-1), "$'");
});

t.test('of each character it is known where it was typed', async t => {
  const { raw, text, starts } = typedWord(`a\\ 'b c'd`);
  t.equal(text, 'a b cd');
  t.same(
    [...text].map((_, at) => raw.slice(starts[at], starts[at + 1])),
    ['a', "\\ '", 'b', ' ', "c'", 'd'],
  );
});

t.test('a backslash at the end is waiting for its character', async t => {
  t.equal(typedWord('a\\').text, 'a\\');
});

t.test('bytes in dollar quotes are characters', async t => {
  t.same(texts(String.raw`$'a\303\244\n\x1b\'' b`), ["a\u00e4\n\x1b'", 'b']);
  t.same(texts(String.raw`$'\360\237\232\200x\377'`), ['\u{1f680}x\udcff'], 'a byte that is of none is kept');
  const { raw, text, starts } = typedWord(String.raw`$'\303\244b`);
  t.same(
    [...text].map((_, at) => raw.slice(starts[at], starts[at + 1])),
    [String.raw`\303\244`, 'b'],
  );
});

t.test('what is quoted for a shell comes back', async t => {
  const word = fc.string({ unit: 'binary', minLength: 1 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), words => {
      t.same(texts(words.map(quoteWord).join(' ')), words);
    }),
    { numRuns: 500 },
  );
});
