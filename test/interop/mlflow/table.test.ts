import t from 'tap';
import { mlflowTable } from '../../../src/interop/mlflow/table.ts';

t.test('columns are as wide as their longest cell, and two wider than their titles', async t => {
  t.equal(
    mlflowTable(
      ['x', 'Name'],
      [
        ['0', 'a long one'],
        ['10', 'ü'],
      ],
    ),
    'x     Name      \n----  ----------\n0     a long one\n10    ü         ',
  );
  t.equal(mlflowTable(['Name'], [['a']]), 'Name  \n------\na     ');
});

t.test('where there are no rows there is nothing', async t => {
  t.equal(mlflowTable(['x', 'y'], []), '\n');
});
