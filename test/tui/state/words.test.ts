import fc from 'fast-check';
import t from 'tap';
import { wordsIn } from '../../../src/tui/state/words.ts';
import { shellQuote } from '../../../src/view/shell-quote.ts';

t.test('a line is split as a shell would', async t => {
  t.same(wordsIn(`note  @ -m 'it is "good"' a\\ b`, undefined), {
    words: ['note', '@', '-m', 'it is "good"', 'a b'],
  });
  t.same(wordsIn('  ', undefined), { words: [] });
  t.same(wordsIn("note @ -m ''", undefined), { words: ['note', '@', '-m', ''] });
});

t.test('% is the run under the cursor, but not in quotes', async t => {
  t.same(wordsIn('show % %:model.pt', '01ab'), { words: ['show', '01ab', '01ab:model.pt'] });
  t.same(wordsIn("note % -m '%' 5%", '01ab'), { words: ['note', '01ab', '-m', '%', '5%'] });
  t.match(wordsIn('show %', undefined), { trouble: /no run/ });
});

t.test('a quote that is open is told of', async t => {
  t.match(wordsIn("note @ -m 'half", undefined), { trouble: /quote/ });
});

t.test('what is quoted for a shell is read back', async t => {
  const word = fc.string({ unit: 'binary' }).filter(text => text !== '%' && !text.startsWith('%:'));
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), words => {
      t.strictSame(wordsIn(shellQuote(words), undefined), { words });
    }),
    { numRuns: 50 },
  );
});
