import t from 'tap';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { printFilter, printFilterKey } from '../../../src/query/filter/print.ts';

t.test('parentheses stand only where they are needed', async t => {
  const spelt = (text: string) => printFilter(parseFilter(text));
  t.equal(spelt('(((exit = 1)))'), 'exit = 1');
  t.equal(spelt('(exit = 1 and exit = 2) or exit = 3'), 'exit = 1 and exit = 2 or exit = 3');
  t.equal(spelt('exit = 1 and (exit = 2 or exit = 3)'), 'exit = 1 and (exit = 2 or exit = 3)');
  t.equal(spelt('not (exit = 1 and exit = 2)'), 'not (exit = 1 and exit = 2)');
  t.equal(spelt('NOT not exit IN (1)'), 'not exit not in (1)');
});

t.test('keys are quoted where they have to be', async t => {
  t.equal(printFilterKey({ kind: 'metric', name: 'acc' }), 'metrics.acc');
  t.equal(printFilterKey({ kind: 'metric', name: 'val loss' }), 'metrics.`val loss`');
  t.equal(printFilterKey({ kind: 'tag', name: 'a`b' }), "tags.'a`b'");
  t.equal(printFilterKey({ kind: 'tag', name: '\'"`' }), `tags.e'\\'"\`'`);
  t.equal(printFilterKey({ kind: 'attribute', name: 'branch' }), 'branch');
  t.equal(printFilterKey({ kind: 'input', name: 'digest' }), 'inputs.digest');
});
