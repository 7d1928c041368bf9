import fc from 'fast-check';
import t from 'tap';
import { parseKey } from '../../src/query/lookup.ts';
import { compareText, defaultDirection, parseSort, sortRuns } from '../../src/query/sort.ts';
import type { Scalar } from '../../src/run/param.ts';
import { sampleRow } from '../support/run-rows.ts';

const metric = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });

function namesBy(sort: string, rows: Parameters<typeof sortRuns>[0]): string {
  return sortRuns(rows, parseSort(sort))
    .map(row => row.name)
    .join(' ');
}

const withMetrics = (name: string, values: Record<string, number>) =>
  sampleRow({
    name,
    metrics: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, metric(value)])),
  });

const withParam = (name: string, value: Scalar) =>
  sampleRow({ name, params: { p: { value, origin: { kind: 'option' } } } });

t.test('what is declared of a metric goes before what its name tells', async t => {
  const rows = [withMetrics('low', { acc: 0.1 }), withMetrics('high', { acc: 0.9 })];
  const best = sortRuns(rows, parseSort(['metrics.acc'], { acc: 'min' }));
  t.same(
    best.map(row => row.name),
    ['low', 'high'],
  );
});

t.test('metrics put the best first', async t => {
  const rows = [
    withMetrics('low', { acc: 0.1, loss: 0.2 }),
    withMetrics('none', {}),
    withMetrics('nan', { acc: Number.NaN, loss: Number.NaN }),
    withMetrics('high', { acc: 0.9, loss: 0.8 }),
  ];
  t.equal(namesBy('metrics.acc', rows), 'high low nan none');
  t.equal(namesBy('metrics.loss', rows), 'low high nan none');
  t.equal(
    namesBy('metrics.acc asc', rows),
    'low high nan none',
    'what is missing is last in both directions',
  );
  t.equal(namesBy('-metrics.loss', rows), 'high low nan none');
  t.equal(namesBy('-metrics.acc', rows), 'high low nan none', 'a minus is descending, as in Git');
});

t.test('times are newest first, the rest ascending', async t => {
  t.equal(defaultDirection(parseKey('started')), 'descending');
  t.equal(defaultDirection(parseKey('params.lr')), 'ascending');
  t.equal(defaultDirection(parseKey('duration')), 'ascending');
});

t.test('numbers of every size are compared as numbers, before text', async t => {
  const rows = [
    withParam('text', 'adam'),
    withParam('big', 9007199254740993n),
    withParam('ten', 10),
    withParam('nine', 9),
    withParam('null', null),
    withParam('yes', true),
  ];
  t.equal(namesBy('params.p', rows), 'nine ten big yes text null');
  t.equal(namesBy('params.p desc', rows), 'big ten nine yes text null');
});

t.test('a later key decides where the first does not', async t => {
  const rows = [withMetrics('b', { acc: 1 }), withMetrics('a', { acc: 1 }), withMetrics('c', { acc: 2 })];
  t.equal(namesBy('metrics.acc,name', rows), 'c a b');
  t.equal(namesBy('metrics.acc, -name', rows), 'c b a');
  t.equal(namesBy('metrics.acc', rows), 'c b a', 'equal runs keep their order');
});

t.test('keys are parted by commas or given apart', async t => {
  t.same(parseSort(['metrics.acc,name', 'started descending']), [
    { key: { kind: 'metric', name: 'acc' }, direction: 'descending' },
    { key: { kind: 'attribute', name: 'name' }, direction: 'ascending' },
    { key: { kind: 'attribute', name: 'started' }, direction: 'descending' },
  ]);
  t.throws(() => parseSort('metrics.acc,'), { code: 'usage' });
  t.throws(() => parseSort('acc'), { message: /metrics\.acc/ });
});

t.test('text is ordered by code point', async t => {
  const text = fc.string({ unit: 'binary' });
  const points = (value: string): number[] => [...value].map(char => char.codePointAt(0) as number);
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [points(a), points(b)];
        const at = x.findIndex((point, index) => point !== y[index]);
        const expected = at < 0 ? x.length - y.length : (x[at] as number) - (y[at] ?? -1);
        return Math.sign(compareText(a, b)) === Math.sign(expected);
      }),
    ),
  );
  t.ok(compareText('\u{1f680}', '\uff00') > 0);
});
