import t from 'tap';
import { pageMetrics, printPage } from '../../../src/cli/plot/page.ts';
import type { PlotSource } from '../../../src/cli/plot/plot-source.ts';
import type { EndedRow } from '../../../src/cli/plot/plotted-runs.ts';
import { PLAIN } from '../../../src/cli/plot/wish.ts';
import { parseKey } from '../../../src/query/lookup.ts';
import { paramOfText } from '../../../src/run/param.ts';
import type { PageData } from '../../../src/view/figure/page-data.ts';
import { sampleRow } from '../../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const row = (name: string, lr: string, score: number) =>
  sampleRow({
    name,
    params: { lr: paramOfText(lr, { kind: 'option' }), opt: paramOfText('sgd', { kind: 'option' }) },
    metrics: { lr: summary(1), 'val/acc': summary(score) },
  }) as EndedRow;
const sourceOf = (...rows: EndedRow[]): PlotSource => ({
  rows,
  names: rows.map(({ name }) => name),
  delays: rows.map(() => 0),
  directions: {},
  metrics: [],
});
const dataOf = async (...args: Parameters<typeof printPage>): Promise<PageData> => {
  const page = await printPage(...args);
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
};
const two = sourceOf(row('a', '1e-4', 0.5), row('b', '0.1', 0.9));

t.test('by itself a page shows the metric that counts against what differs', async t => {
  const { title, columns, figures } = await dataOf(two, PLAIN);
  t.equal(title, 'digits: 2 runs');
  const names = columns.map(({ name }) => name);
  t.same(
    [names[figures.scatter?.x ?? -1], names[figures.scatter?.y ?? -1]],
    ['params.lr', 'metrics.val/acc.best'],
  );
  t.same(
    figures.parallel?.axes.map(at => names[at]),
    ['params.lr', 'metrics.val/acc.best'],
  );
  t.equal(names[figures.histogram ?? -1], 'metrics.val/acc.best');
});

t.test('curves of what the jobs took leave the rest as it is', async t => {
  const { figures } = await dataOf(two, { ...PLAIN, metrics: ['system/cpu'] });
  t.same(figures, (await dataOf(two, PLAIN)).figures);
});

t.test('what was asked for is shown instead', async t => {
  const scatter = { x: parseKey('duration'), y: parseKey('metrics.val/acc') };
  const { columns, figures, start } = await dataOf(two, { ...PLAIN, scatter, smoothing: 0.5, logY: true });
  t.equal(columns[figures.scatter?.x ?? -1]?.name, 'duration (s)');
  t.match(start, { smoothing: 0.5, logY: true });
});

t.test('one run has curves alone', async t => {
  t.match(await dataOf(sourceOf(row('otter', '1', 1)), PLAIN), { title: 'otter', columns: [], figures: {} });
});

t.test('settings that are logged as metrics come last', async t => {
  t.same(pageMetrics(two.rows), ['val/acc', 'lr']);
});
