import t from 'tap';
import { type PageSource, pageDataOf } from '../../../src/view/figure/page-data.ts';

const points = { step: [0, 1], seconds: [7, 7], y: [2, 1] };
const source: PageSource = {
  title: 'digits',
  runs: [{ name: '\u202eevil', delay: 0 }],
  metrics: [{ metric: 'loss', series: [{ run: 0, points }] }],
  directions: {},
  every: 1,
  columns: [],
  figures: {},
  start: { axis: 'step', smoothing: 0, logX: false, logY: false },
};

t.test('a page knows which way is better, and whose points name no time', async t => {
  t.match(pageDataOf(source).curves, [
    {
      metric: 'loss',
      better: 'min',
      note: 'lower is better, by its name',
      series: [{ run: 0, isTimeless: true }],
    },
  ]);
});

t.test('names are safe to show', async t => {
  t.equal(pageDataOf(source).runs[0]?.name, '\\u{202e}evil');
});

t.test('the more curves, the fewer points each', async t => {
  const y = Array.from({ length: 5000 }, (_, at) => at % 11);
  const long = { step: y.map((_, at) => at), seconds: y, y };
  const series = Array.from({ length: 1000 }, () => ({ run: 0, points: long }));
  const { curves } = pageDataOf({ ...source, metrics: [{ metric: 'loss', series }] });
  const total = curves[0]?.series.reduce((sum, { step }) => sum + step.length, 0) ?? 0;
  t.ok(total <= 130_000, String(total));
});
