import fc from 'fast-check';
import t from 'tap';
import { likeTest } from '../../../src/query/filter/like.ts';

t.test('% is any text and _ any one character', async t => {
  const like = (text: string, pattern: string) => likeTest(pattern, false)(text);
  t.ok(like('adam', 'adam'));
  t.notOk(like('adamw', 'adam'), 'the whole text is meant');
  t.ok(like('adamw', 'adam%'));
  t.ok(like('adamw', '%am_'));
  t.ok(like('', '%'));
  t.notOk(like('', '_'));
  t.ok(like('a😀b', 'a_b'), 'one character, however it is stored');
  t.ok(like('a.b*c', 'a.b*c'), 'nothing else is special');
  t.notOk(like('Adam', 'adam'));
  t.ok(likeTest('ADAM', true)('adam'));
});

t.test('it agrees with a regular expression of the same meaning', async () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_'), maxLength: 8 });
  fc.assert(
    fc.property(letters, letters, (text, pattern) => {
      const same = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
      return likeTest(pattern, false)(text) === same.test(text);
    }),
    { numRuns: 3000 },
  );
});

t.test('many % take no longer than one', async t => {
  t.notOk(likeTest(`${'%a'.repeat(2000)}b`, false)('a'.repeat(20_000)));
});
