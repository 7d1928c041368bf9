import t from 'tap';
import { figuresOf, parallelKeys } from '../../../src/cli/plot/figures.ts';
import type { PlotSource } from '../../../src/cli/plot/plot-source.ts';
import type { EndedRow } from '../../../src/cli/plot/plotted-runs.ts';
import { PLAIN } from '../../../src/cli/plot/wish.ts';
import { parseKey } from '../../../src/query/lookup.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { sampleRow } from '../../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const row = (lr: string, opt: string, score: number) =>
  sampleRow({
    params: Object.fromEntries(
      Object.entries({ lr, opt, seed: '1' }).map(([key, text]) => [
        key,
        paramOfText(text, { kind: 'option' }),
      ]),
    ),
    metrics: { lr: summary(1), 'val/acc': summary(score) },
  }) as EndedRow;
const rows = [row('1e-4', 'sgd', 0.5), row('0.1', 'adam', 0.9)];
const source: PlotSource = {
  rows,
  names: ['a', '\x1bb'],
  delays: [0, 100],
  directions: { loss: 'max' },
  metrics: [{ metric: 'loss', series: [{ run: 1, points: { step: [0], seconds: [5], y: [2] } }] }],
};

t.test(
  'curves are named, over the axis that was asked for, and say how it is known what is better',
  async t => {
    t.match(figuresOf(source, { ...PLAIN, axis: 'time' }), [
      {
        kind: 'curves',
        metric: 'loss',
        note: 'higher is better',
        label: 'seconds',
        series: [{ x: [105], y: [2] }],
      },
    ]);
  },
);

t.test('a wide column has a logarithmic axis by itself', async t => {
  const scatter = { x: parseKey('params.lr'), y: parseKey('metrics.val/acc') };
  const [, figure] = figuresOf(source, { ...PLAIN, scatter, colour: parseKey('params.opt') });
  t.match(figure, { kind: 'scatter', logX: true, logY: false, colour: { values: ['sgd', 'adam'] } });
  t.match(figure, { runs: ['a', '\\u{1b}b'] });
});

t.test('by themselves parallel coordinates show what differs and what counts', async t => {
  t.same(
    parallelKeys(rows).map(({ name }) => name),
    ['lr', 'opt', 'val/acc.best'],
  );
  const [, figure] = figuresOf(source, { ...PLAIN, parallel: [] });
  t.match(figure, { kind: 'parallel', colour: { name: 'metrics.val/acc.best', values: [0.5, 0.9] } });
});

t.test('a run that lacks one of the two is no point, and makes no texts of numbers', async t => {
  const failed = sampleRow({
    params: { lr: paramOfText('abc', { kind: 'option' }) },
    metrics: {},
  }) as EndedRow;
  const scatter = { x: parseKey('params.lr'), y: parseKey('metrics.val/acc') };
  const all = { ...source, rows: [...rows, failed], names: ['a', 'b', 'failed'] };
  const [, figure] = figuresOf(all, { ...PLAIN, scatter });
  t.match(figure, { runs: ['a', 'b'], x: { values: [1e-4, 0.1] }, y: { values: [0.5, 0.9] } });
});
