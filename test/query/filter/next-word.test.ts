import fc from 'fast-check';
import t from 'tap';
import { nextWord } from '../../../src/query/filter/next-word.ts';
import { printFilter } from '../../../src/query/filter/print.ts';
import { arbitraryFilter } from '../../support/arbitrary-filter.ts';

t.test('what comes next follows from what is there', async t => {
  for (const [text, expects, part] of [
    ['', 'key', ''],
    ['metr', 'key', 'metr'],
    ['not (metrics.a', 'key', 'metrics.a'],
    ['metrics.acc ', 'sign', ''],
    ['metrics.acc>', 'value', ''],
    ['metrics.acc > 0.9', 'value', '0.9'],
    ['metrics.acc > 0.9 ', 'joint', ''],
    ['metrics.acc > 0.9 a', 'joint', 'a'],
    ['metrics.acc > 0.9 and st', 'key', 'st'],
    ['status in (', 'value', ''],
    ['status in (failed, k', 'value', 'k'],
    ['status in (failed) ', 'joint', ''],
    ['duration between 1m and ', 'value', ''],
    ['duration between 1m and 2m ', 'joint', ''],
    ['note is n', 'sign', 'is n'],
    ['note is not null ', 'joint', ''],
    ['note not l', 'sign', 'not l'],
    ['has:metrics.acc ', 'joint', ''],
    ['params."batch size" = ', 'value', ''],
  ] as const) {
    const next = nextWord(text);
    t.same([next?.expects, text.slice(next?.at)], [expects, part], `'${text}'`);
  }
  t.same(nextWord('params.model = c')?.key, { kind: 'param', name: 'model' });
});

t.test('within quotes, and behind what is no filter, there is nothing to say', async t => {
  t.equal(nextWord("name = 'swift"), undefined);
  t.equal(nextWord('nonsense = '), undefined);
});

t.test('behind every filter another one can be joined', async t => {
  fc.assert(
    fc.property(arbitraryFilter, filter => {
      const text = printFilter(filter);
      if (text !== '') t.equal(nextWord(`${text} `)?.expects, 'joint', text);
    }),
  );
});

t.test('nothing that can be typed throws', async t => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      t.doesNotThrow(() => nextWord(text));
    }),
  );
});
