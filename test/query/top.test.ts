import fc from 'fast-check';
import t from 'tap';
import { compareText, parseSort, sortRuns } from '../../src/query/sort.ts';
import { topRuns } from '../../src/query/top.ts';
import { idAt, NOW, sampleRow } from '../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const rowOf = (n: number, acc: number | undefined) =>
  sampleRow({
    id: idAt(NOW + n * 1000),
    name: `run-${n}`,
    metrics: acc === undefined ? {} : { acc: summary(acc) },
  });

t.test('what is kept of many runs is the beginning of the whole sorted list', async () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(Number.NaN, undefined));
  const sort = fc.constantFrom('metrics.acc', '-metrics.acc', 'metrics.acc,-name', '');
  fc.assert(
    fc.property(fc.array(value), fc.nat(8), sort, (values, count, text) => {
      const keys = text === '' ? [] : parseSort(text);
      const rows = values.map((acc, n) => rowOf(n, acc));
      const newestFirst = rows.toSorted((a, b) => compareText(b.id, a.id));
      for (const limit of [count, undefined]) {
        const top = topRuns(keys, limit);
        for (const row of rows) top.add(row);
        const wanted = sortRuns(newestFirst, keys).slice(0, limit);
        if (top.rows().some((row, at) => row !== wanted[at]) || top.rows().length !== wanted.length)
          return false;
      }
      return true;
    }),
  );
});

t.test('a key that no run has is told', async t => {
  const top = topRuns(parseSort('metrics.acc,metrics.auc,name'), 1);
  t.same(top.idle(), [], 'of no run at all there is nothing to tell');
  for (const row of [rowOf(0, undefined), rowOf(1, 1)]) top.add(row);
  t.same(
    top.idle().map(({ key }) => key.name),
    ['auc'],
  );
});
