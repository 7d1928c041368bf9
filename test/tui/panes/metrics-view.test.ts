import t from 'tap';
import { chartsOf } from '../../../src/tui/panes/metrics-charts.ts';
import { bestOf, metricsView } from '../../../src/tui/panes/metrics-view.ts';
import { curvesOf } from '../../../src/tui/state/metric-curves.ts';
import type { MetricsState } from '../../../src/tui/state/metrics.ts';
import { moveMetrics } from '../../../src/tui/state/move-metrics.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { CURVE_THEME, curvesState, falling, SIZE } from '../../support/tui-curves.ts';

const small = { width: 40, height: 12 };
const view = (state: MetricsState, size = small, hasFocus = true) => {
  const parts = { state, theme: CURVE_THEME, directions: {} };
  return metricsView(chartsOf(state, size), { ...size, hasFocus }, parts).map(line => line.trimEnd());
};
const state = curvesState([{ loss: [4, 3, 2, 1, 0] }, { loss: [2, 2, 2] }]);

t.test('a chart stands above its legend, each curve with its sign at its end', async t => {
  t.same(view(state), [
    ' loss  best 0 ●',
    '      4 ┤⠉⠒⠤⢄⡀',
    '        │    ⠈⠉⠒⠤⢄⡀',
    '        │         ⠈⠉⠒⠢⢄⣀',
    '      2 ┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉■⠑⠒⠤⢄⣀',
    '        │                     ⠉⠑⠒⠤⣀⡀',
    '      0 ┤                          ⠈⠑⠒⠤●',
    '        └┬──────────────┬──────────────┬',
    '         0              2              4',
    '  last value            last      best',
    '> a                        0         0',
    '■ b                        2         2',
  ]);
});

t.test('where the cross is values are read, and the signs stand there', async t => {
  const lines = view(moveMetrics(moveMetrics(state, 'first', small), 'right', small));
  t.match(lines[2], /●/);
  t.match(lines[4], /■/);
  t.ok(lines.slice(1, 7).filter(line => line[9 + 7] === '│').length >= 4);
  t.match(
    lines.slice(9).map(line => line.replace(/ +/g, ' ')),
    [' at step 1 value last', '> a 3 0', '■ b 2 2'],
  );
});

t.test('of several charts the one that the keys are about is marked', async t => {
  const two = curvesState([{ loss: falling(9), acc: falling(9) }]);
  const titles = view(moveMetrics(two, 'next-metric', SIZE), SIZE).filter(line => /best/.test(line));
  t.same(
    titles.map(line => line.slice(0, 5)),
    [' loss', '>acc '],
  );
  t.notMatch(view(two, SIZE, false).join('\n'), '>');
});

t.test('charts stand side by side where there is room, and their legend has a column each', async t => {
  const two = curvesState([{ loss: falling(9), acc: falling(9), f1: [1, 2] }]);
  const wide = { width: 90, height: 14 };
  const lines = view(two, wide);
  t.match(lines[0], /^>loss .* acc /);
  t.match(lines.at(-2), /last value +loss +acc$/);
});

t.test('the best is the least of what costs, and the most of what a job takes', async t => {
  const one = curvesState([{ loss: [3, 1, 2], acc: [3, 1, 2], 'system/cpu': [3, 1, 2] }]);
  const best = (metric: string) => bestOf(metric, curvesOf(one, metric), {})?.value;
  t.same(['loss', 'acc', 'system/cpu', 'none'].map(best), [1, 3, 3, undefined]);
  t.equal(bestOf('acc', curvesOf(one, 'acc'), { acc: 'min' })?.value, 1);
});

t.test('what is waited for is said in its place, and so is that there is nothing', async t => {
  const data = { ...state.data, metrics: ['loss', 'later'] };
  t.match(view({ ...state, data }, SIZE).join('\n'), 'reading …');
  const away = { ...state.look, span: { from: 7, to: 9, unit: 'step' } } as const;
  t.match(view({ ...state, look: away }).join('\n'), 'no points here');
});

t.test('a gap stays a gap, and values that are no numbers are said', async t => {
  const gaps = curvesState([{ loss: [1, 2, Number.NaN, Number.POSITIVE_INFINITY, 2, Number.NaN] }]);
  t.match(view(gaps).at(-1), /NaN/);
  t.match(view(moveMetrics(moveMetrics(gaps, 'last', small), 'left', small)).at(-1), / 2 /);
});

t.test('whatever the size, no line is too wide and none too many', async t => {
  const many = curvesState(
    Array.from({ length: 12 }, () => ({
      loss: falling(30),
      長い名前: falling(30),
      'a\x1b[31mb': falling(3),
    })),
  );
  const theme = themeOf({ name: 'dark', depth: 8, background: 'dark' });
  for (const [width, height] of [
    [200, 47],
    [117, 36],
    [80, 20],
    [40, 8],
    [20, 3],
    [20, 1],
  ] as const) {
    const size = { width, height };
    for (const now of [many, moveMetrics(many, 'right', size), moveMetrics(many, 'one-metric', size)]) {
      const lines = metricsView(
        chartsOf(now, size),
        { ...size, hasFocus: true },
        { state: now, theme, directions: {} },
      );
      t.ok(lines.length <= height, `${lines.length} lines of ${height}`);
      const widest = Math.max(...lines.map(line => widthOf(unstyled(line))));
      t.ok(widest <= width, `${widest} cells of ${width}`);
      t.notMatch(lines.map(unstyled).join(''), '\x1b');
    }
  }
});
