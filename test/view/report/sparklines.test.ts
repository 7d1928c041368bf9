import t from 'tap';
import type { CurvesFigure } from '../../../src/view/figure/figure.ts';
import { printSparklines } from '../../../src/view/report/sparklines.ts';

const figure = (...series: { run: string; y: number[] }[]): CurvesFigure => ({
  kind: 'curves',
  metric: 'acc',
  note: 'higher is better, by its name',
  label: 'step',
  logX: false,
  logY: false,
  smoothing: 0,
  series: series.map(({ run, y }) => ({ run, x: y.map((_, at) => at), y })),
});

t.test('runs are lines on one scale, with their last values', async t => {
  t.equal(
    printSparklines(figure({ run: 'calm', y: [0, 1] }, { run: 'swift-otter', y: [0.5, 0.5] })),
    'acc: 0 to 1 over step 0 to 1; higher is better, by its name\ncalm         ▁█  1\nswift-otter  ▅▅  0.5\n',
  );
});

t.test('a point is no curve, and no name is more than a name', async t => {
  t.equal(printSparklines(figure({ run: 'calm', y: [1] })), '');
  t.equal(printSparklines(figure({ run: 'calm', y: [Number.NaN, Number.NaN] })), '');
  t.notMatch(printSparklines(figure({ run: 'a\x1b[2J', y: [0, 1] })), /\x1b/);
});
