import t from 'tap';
import { currentMetric } from '../../../src/tui/state/metric-curves.ts';
import type { MetricsState } from '../../../src/tui/state/metrics.ts';
import { moveMetrics } from '../../../src/tui/state/move-metrics.ts';
import { curvesState, falling, runId, SIZE } from '../../support/tui-curves.ts';

const names = Array.from({ length: 7 }, (_, n) => `m${n}`);
const state = curvesState(
  Array.from({ length: 8 }, () => Object.fromEntries(names.map(name => [name, falling(9)]))),
);
const after = (...actions: readonly string[]) =>
  actions.reduce<MetricsState>((now, action) => moveMetrics(now, action, SIZE), state);

t.test('one goes from metric to metric, and by pages', async t => {
  t.equal(currentMetric(after('next-metric', 'next-metric')), 'm2');
  t.equal(currentMetric(after('next-metric', 'previous-metric', 'previous-metric')), 'm0');
  t.equal(currentMetric(after('page-down')), 'm2');
  t.equal(currentMetric(after('page-down', 'page-down', 'page-up')), 'm2');
  t.equal(currentMetric(after(...Array.from({ length: 20 }, () => 'next-match'))), 'm6');
  t.equal(after('previous-metric'), state, 'beyond the first is nothing');
});

t.test('one metric has the whole pane, and is the same among the others', async t => {
  const one = after('next-metric', 'one-metric');
  t.same([one.look.isOne, currentMetric(one)], [true, 'm1']);
  t.equal(moveMetrics(one, 'one-metric', SIZE).look.isOne, false);
});

t.test('axes change, and what is seen of one says nothing of the next', async t => {
  const zoomed = after('zoom-in', 'right');
  t.ok(zoomed.look.span);
  const other = moveMetrics(zoomed, 'x-axis', SIZE);
  t.same([other.look.axis, other.look.span, other.cross], ['relative', undefined, undefined]);
  t.equal(after('x-axis', 'x-axis', 'x-axis').look.axis, 'step');
  t.same([after('log-y').look.logY, after('log-x').look.logX], [true, true]);
});

t.test('smoothing goes up and down, and not beyond', async t => {
  const weight = (...actions: readonly string[]) => after(...actions).look.smoothing;
  t.same([weight('smoother'), weight('smoother', 'smoother'), weight('smoother', 'rougher')], [0.5, 0.8, 0]);
  t.same([weight(...Array.from({ length: 9 }, () => 'smoother')), weight('rougher')], [0.99, 0]);
});

t.test('the curve under the cursor of the legend is hidden, or alone', async t => {
  const hidden = after('down', 'hide-curve');
  t.same([...hidden.look.hidden], [runId(1)]);
  t.equal(moveMetrics(hidden, 'hide-curve', SIZE).look.hidden.size, 0);
  const solo = moveMetrics(hidden, 'solo-curve', SIZE);
  t.equal(solo.look.solo, runId(1));
  t.equal(moveMetrics(solo, 'solo-curve', SIZE).look.solo, undefined);
});

t.test('the legend scrolls with its cursor', async t => {
  const down = after(...Array.from({ length: 20 }, () => 'down'));
  t.same([down.cursor, down.top], [7, 2]);
});

t.test('other keys do nothing here', async t => {
  t.equal(after('sort'), state);
});
