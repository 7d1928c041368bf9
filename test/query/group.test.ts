import fc from 'fast-check';
import t from 'tap';
import { groupRows, parseAggregates, printAggregate, sortGroups } from '../../src/query/group.ts';
import { parseKey } from '../../src/query/lookup.ts';
import { parseSort } from '../../src/query/sort.ts';
import { paramOfText } from '../../src/run/param.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { sampleRow } from '../support/run-rows.ts';

const rowOf = (model: string | undefined, acc: number | undefined): RunRow =>
  sampleRow({
    params: model === undefined ? {} : { model: paramOfText(model, { kind: 'option' }) },
    metrics: acc === undefined ? {} : { acc: { last: acc, min: acc, max: acc, count: 1, step: 0 } },
  });

const grouped = (rows: readonly RunRow[], aggregates: string) =>
  groupRows(rows, [parseKey('params.model')], parseAggregates([aggregates])).map(({ values, figures }) => [
    values[0],
    ...figures,
  ]);

t.test('runs that have the same are one group, in the order they come', async t => {
  const rows = [rowOf('b', 1), rowOf('a', 2), rowOf('b', 3), rowOf(undefined, 4)];
  t.same(grouped(rows, 'metrics.acc:mean,n'), [
    ['b', [2], [2]],
    ['a', [2], [1]],
    [undefined, [4], [1]],
  ]);
  t.same(grouped([rowOf('1', 1), rowOf('01', 2)], 'metrics.acc:n'), [
    [1, [1]],
    ['01', [1]],
  ]);
});

t.test('every figure is that of the textbook', async t => {
  const rows = [2, 4, 4, 4, 5, 5, 7, 9].map(acc => rowOf('m', acc));
  const [figures = []] = grouped(rows, 'metrics.acc:n,mean,std,mean±std,min,max,median,sum');
  const std = Math.sqrt(32 / 7);
  t.same(figures, ['m', [8], [5], [std], [5, std], [2], [9], [4.5], [40]]);
});

t.test('runs without a value, and NaN, are not counted', async t => {
  const rows = [rowOf('m', 1), rowOf('m', undefined), rowOf('m', Number.NaN)];
  t.same(grouped(rows, 'metrics.acc:n,mean,std,median'), [['m', [1], [1], [], [1]]]);
  t.same(grouped([rowOf('m', undefined)], 'metrics.acc:mean±std,min,n'), [['m', [], [], [0]]]);
});

t.test('what is asked for is read in every spelling of it', async t => {
  t.same(parseAggregates(['metrics.acc', 'duration:MEAN+-STD, n']).map(printAggregate), [
    'metrics.acc mean±std',
    'metrics.acc n',
    'duration mean±std',
    'duration n',
  ]);
  t.throws(() => parseAggregates(['metrics.acc:avg']), { code: 'usage', message: /no aggregate 'avg'/ });
  t.throws(() => parseAggregates(['acc:mean']), { code: 'usage', message: /metrics\.acc/ });
});

t.test('no run is lost, none is in two groups', async () => {
  const row = fc.record({ model: fc.constantFrom('a', 'b', '1', undefined), acc: fc.double() });
  fc.assert(
    fc.property(fc.array(row), all => {
      const rows = all.map(({ model, acc }) => rowOf(model, acc));
      const groups = groupRows(rows, [parseKey('params.model')], []);
      return new Set(groups.flatMap(group => group.rows)).size === rows.length;
    }),
  );
});

t.test('groups are sorted by what they show: their own values, or a figure', async t => {
  const rows = [rowOf('b', 5), rowOf('b', 1), rowOf('a', 4), rowOf('c', undefined)];
  const keys = [parseKey('params.model')];
  const aggregates = parseAggregates(['metrics.acc:n,mean']);
  const by = (sort: string) =>
    sortGroups(groupRows(rows, keys, aggregates), {
      keys,
      aggregates,
      sort: sort === '' ? [] : parseSort(sort),
    }).map(({ values }) => values[0]);
  t.same(by(''), ['a', 'b', 'c']);
  t.same(by('metrics.acc'), ['a', 'b', 'c'], 'by the mean, and not by the best run of each');
  t.same(by('metrics.acc asc'), ['b', 'a', 'c'], 'what has none is last');
  t.same(by('-params.model'), ['c', 'b', 'a']);
  t.same(by('duration'), ['b', 'a', 'c'], 'by what is not shown they stay in the order of their first runs');
});
