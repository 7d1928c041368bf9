import t from 'tap';
import { firstColumn } from '../../../src/tui/panes/first-column.ts';

const lines = [
  '         one  two',
  'id       a    b',
  '\x1b[1mMetrics\x1b[22m',
  'accuracy 1  2',
  'loss     3    4',
  'best: lowest loss',
];

t.test('it is as wide as its widest cell, with the gap', async t => {
  t.equal(firstColumn(lines, 80), 12);
  t.equal(firstColumn(['id  a', 'loss  b'], 80), 6);
  t.equal(firstColumn(['no rows'], 80), 0);
});

t.test('where it would leave too little room it does not stay', async t => {
  t.equal(firstColumn(lines, 20), 0);
});
