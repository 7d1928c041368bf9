import t from 'tap';
import { keyValues } from '../../src/cli/key-value.ts';
import { UsageError } from '../../src/run/errors.ts';

t.test('the first = parts a key from its value, and the last word of a key counts', async t => {
  const read = keyValues(['lr=0.1', 'expr=a=b', 'empty=', 'lr=0.2'], '-P');
  t.same(Object.entries(read), [
    ['lr', '0.2'],
    ['expr', 'a=b'],
    ['empty', ''],
  ]);
});

t.test('any key can be told from what objects have of themselves', async t => {
  t.same(Object.entries(keyValues(['__proto__=1', 'constructor=2'], '-P')), [
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
});

t.test('a word without a key names the option that it was given to', async t => {
  for (const word of ['lr', '=1', '']) {
    t.throws(() => keyValues([word], '-P'), new UsageError(`-P needs key=value, not '${word}'`), word);
  }
});
