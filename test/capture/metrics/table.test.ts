import t from 'tap';
import { stepNameOf, tableReader } from '../../../src/capture/metrics/table.ts';

const rows = (separator: string, ...lines: string[]) => lines.map(tableReader(separator)).slice(1);

t.test('columns of numbers are metrics, the step is none', async t => {
  t.same(rows(',', 'epoch,loss,acc', '0,0.5,0.1', '1,NA,'), [
    {
      step: 0,
      values: [
        ['loss', 0.5],
        ['acc', 0.1],
      ],
    },
    { step: 1, values: [] },
  ]);
});

t.test('of several step columns the finest counts', async t => {
  t.equal(stepNameOf(['epoch', 'loss', 'Step']), 'Step');
  t.equal(stepNameOf(['Iteration']), 'Iteration');
  t.equal(stepNameOf(['loss']), undefined);
});

t.test('padded, quoted and otherwise separated cells are read', async t => {
  t.same(rows(',', '  epoch,  "a ""b"", c"', '  1,  2 ')[0], { step: 1, values: [['a "b", c', 2]] });
  t.same(rows(',', 'step;loss', '3;1e-3')[0], { step: 3, values: [['loss', 0.001]] });
  t.same(rows('\t', 'step\tloss', '3\t.5')[0], { step: 3, values: [['loss', 0.5]] });
});

t.test('NaN and infinities are values, text is a gap', async t => {
  t.same(rows(',', 'a,b,c,d', 'nan,-inf,Infinity,cat')[0], {
    values: [
      ['a', Number.NaN],
      ['b', Number.NEGATIVE_INFINITY],
      ['c', Number.POSITIVE_INFINITY],
    ],
  });
});

t.test('a header that comes again is passed over, a row that is too long is none', async t => {
  t.same(rows(',', 'step,a', 'step,a', '1,2,3'), [{ values: [] }, undefined]);
});

t.test('a table with no header is none', async t => {
  t.equal(tableReader(',')('1,2,3'), undefined);
});
