import t from 'tap';
import { DEFAULT_EXPERIMENT, whyNotAName } from '../../src/run/experiment.ts';

t.test('names people give are names', async t => {
  for (const name of [
    DEFAULT_EXPERIMENT,
    'lr sweep',
    'naïve/baseline',
    '数字',
    'v1.2',
    "a'b",
    '--'.slice(2) || 'x',
  ]) {
    t.equal(whyNotAName(name), undefined, name);
  }
});

t.test('what could not be told from a selector, an option or a path is none', async t => {
  t.match(whyNotAName('@{x}'), /begin with '@'/);
  t.match(whyNotAName('-rf'), /begin with '-'/);
  t.match(whyNotAName('run:path'), /':'/);
});

t.test('what nobody could type or read is none', async t => {
  t.match(whyNotAName('  '), /empty/);
  t.match(whyNotAName('x'.repeat(201)), /200/);
  for (const name of ['a\nb', 'a\u001b[31m', 'a\u2028b', 'a\0']) t.match(whyNotAName(name), /control/);
});
