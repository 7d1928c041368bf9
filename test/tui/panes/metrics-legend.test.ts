import t from 'tap';
import { chartsOf } from '../../../src/tui/panes/metrics-charts.ts';
import { legendLines, valueText } from '../../../src/tui/panes/metrics-legend.ts';
import { type MetricsState, reduceMetrics } from '../../../src/tui/state/metrics.ts';
import { moveMetrics } from '../../../src/tui/state/move-metrics.ts';
import { CURVE_THEME, curvesState, falling, shownRuns } from '../../support/tui-curves.ts';

const SIZE = { width: 60, height: 30 };
const legend = (state: MetricsState, size = SIZE, hasFocus = false) =>
  legendLines(
    chartsOf(state, size),
    { ...size, hasFocus },
    { state, theme: CURVE_THEME, directions: {} },
  ).map(line => line.trimEnd().replace(/ {2,}/g, '  '));
const after = (state: MetricsState, ...actions: readonly string[]) =>
  actions.reduce((now, action) => moveMetrics(now, action, SIZE), state);

const two = curvesState([{ loss: [3, 2, 1], acc: [0.5, 0.75] }, { loss: [4, 3] }]);

t.test('each run has its sign, and the last value of each chart', async t => {
  t.same(legend(two), ['  last value  loss  acc', '● a  1  0.75', '■ b  3']);
});

t.test('one that is not shown has no values, and says so', async t => {
  t.same(legend(after(two, 'hide-curve')), ['  1 of 2 shown  loss  acc', '- a', '■ b  3']);
  t.same(legend(after(two, 'down', 'solo-curve')), ['  1 of 2 shown  loss  acc', '- a', '■ b  3']);
});

t.test('a curve has no value where it has not begun, or has ended', async t => {
  t.same(legend(after(two, 'last')), ['  at step 2  loss  acc', '● a  1', '■ b']);
});

t.test('one chart alone tells more, smoothed values too', async t => {
  const one = curvesState([{ loss: [3, 1, 2] }]);
  t.same(legend(one), ['  last value  last  best', '● a  2  1']);
  t.same(legend(after(one, 'smoother', 'first')), [
    '  at step 0  value  smoothed  last  best',
    '● a  3  3  2  1',
  ]);
});

t.test('runs of one name are told apart, and one in progress says so', async t => {
  const runs = shownRuns([{ loss: [] }, { loss: [] }], { name: 'same', isLive: true });
  const { data } = two;
  const named = reduceMetrics(two, {
    kind: 'runs',
    runs,
    leftOut: 0,
    metrics: ['loss'],
    series: data.series,
  });
  const [, one = '', other = ''] = legend(named);
  t.match(one, /^● same \(\w{8}\) running/);
  t.not(one.slice(0, 16), other.slice(0, 16));
});

t.test('where not all charts have room, the one that the keys are about has', async t => {
  const names = Array.from({ length: 12 }, (_, n) => `metric_${n}`);
  const many = curvesState([Object.fromEntries(names.map(name => [name, falling(5)]))]);
  const size = { width: 80, height: 60 };
  const look = { ...many.look, current: 'metric_7' };
  t.match(legend({ ...many, look }, size)[0], /metric_0 .*metric_7$/);
});

t.test('of more runs than there is room for the ones around the cursor are shown', async t => {
  const many = curvesState(Array.from({ length: 12 }, () => ({ loss: [1, 2] })));
  const last = after(many, ...Array.from({ length: 11 }, () => 'down'));
  const lines = legend(last, SIZE, true);
  t.equal(lines.length, 9);
  t.match(lines.at(-1), /^> l/);
});

t.test('bytes are sizes, other values numbers', async t => {
  t.same(
    [valueText('system/memory', 2.5e9), valueText('memory', 2.5e9), valueText('system/cpu', 12.5)],
    ['2.5 GB', '2500000000', '12.5'],
  );
});
