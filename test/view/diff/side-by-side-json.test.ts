import t from 'tap';
import { betterByName } from '../../../src/query/direction.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { sideBySide } from '../../../src/query/side-by-side.ts';
import { printSideBySideCsv, printSideBySideJson } from '../../../src/view/diff/side-by-side-json.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';

const side = (name: string, acc: number): Side => ({
  ...sideOfRow(sampleRow({ id: idAt(NOW, name), name })),
  metrics: {
    acc: { last: acc, min: acc, max: acc, count: 1, step: 0 },
    ...(name === 'a' && { own: { last: 1, min: 1, max: 1, count: 1, step: 0 } }),
  },
});
const sides = [side('a', 0.5), side('b', Number.POSITIVE_INFINITY)];
const rows = sideBySide(sides, { directionOf: betterByName, sections: ['params', 'metrics'] });
const [a = '', b = ''] = sides.map(({ id }) => id);

t.test('a program gets the values by the runs that have them', async t => {
  const json = JSON.parse(printSideBySideJson(sides, rows));
  t.match(json, { version: 1, runs: [{ kind: 'run', id: a, name: 'a' }, { id: b }] });
  t.same(json.rows, [
    { section: 'params', key: 'lr', same: true, values: { [a]: 0.1, [b]: 0.1 } },
    {
      section: 'metrics',
      key: 'acc',
      same: false,
      values: { [a]: 0.5, [b]: { $number: 'Infinity' } },
      direction: 'max',
      best: [b],
    },
    { section: 'metrics', key: 'own', same: false, values: { [a]: 1 }, direction: 'max', best: [] },
  ]);
});

t.test('as CSV keys are lines, or runs', async t => {
  t.equal(
    printSideBySideCsv(sides, rows, false),
    `section,key,a,b\r\n,id,${a},${b}\r\nparams,lr,0.1,0.1\r\nmetrics,acc,0.5,Infinity\r\nmetrics,own,1,\r\n`,
  );
  t.equal(
    printSideBySideCsv(sides, rows, true),
    `id,name,params.lr,metrics.acc,metrics.own\r\n${a},a,0.1,0.5,1\r\n${b},b,0.1,Infinity,\r\n`,
  );
});
