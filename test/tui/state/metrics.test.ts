import t from 'tap';
import {
  canLeave,
  type MetricsEvent,
  type MetricsState,
  reduceMetrics,
} from '../../../src/tui/state/metrics.ts';
import { curvesState, falling, runId, seriesOf, shownRuns, type Values } from '../../support/tui-curves.ts';

const state = curvesState([{ loss: [3, 2, 1], acc: [0, 1] }, { loss: [4, 3] }]);

const answer = (n: number, values: Values): MetricsEvent => ({
  kind: 'series',
  metrics: Object.keys(values),
  series: new Map([[runId(n), new Map(Object.entries(values).map(([name, y]) => [name, seriesOf(y)]))]]),
});

t.test('of runs that stay what was read stays, and they keep their colours', async t => {
  const runs = shownRuns([{ loss: [] }, { loss: [] }]).slice(1);
  const next = reduceMetrics(state, { kind: 'runs', runs, leftOut: 3, metrics: [], series: new Map() });
  t.equal(next.data.series.get(runId(1)), state.data.series.get(runId(1)));
  t.notOk(next.data.series.has(runId(0)));
  t.same([next.data.slots.get(runId(1)), next.data.leftOut, next.data.metrics], [1, 3, ['loss']]);
  t.ok(next.data.answered.has('loss'));
});

t.test('a run that is new has all its metrics asked for', async t => {
  const runs = shownRuns([{ loss: [] }, { loss: [] }, { loss: [] }]);
  const next = reduceMetrics(state, { kind: 'runs', runs, leftOut: 0, metrics: [], series: new Map() });
  t.equal(next.data.answered.size, 0);
});

t.test('an answer that says nothing new changes nothing', async t => {
  const same = { kind: 'series', metrics: ['loss'], series: state.data.series } as const;
  t.equal(reduceMetrics(state, same), state);
});

t.test('an answer about other runs says nothing of these', async t => {
  const next = reduceMetrics(state, answer(7, { lr: [1] }));
  t.equal(next, state);
  t.notOk(reduceMetrics(state, answer(0, { lr: [1] })).data.answered.has('lr'));
});

t.test('who looks at the end goes on looking at it while it grows', async t => {
  const zoomed = (from: number, to: number): MetricsState => ({
    ...state,
    look: { ...state.look, span: { from, to, unit: 'step' } },
  });
  const grown = answer(0, { loss: falling(10) });
  t.same(reduceMetrics(zoomed(1, 2), grown).look.span, { from: 8, to: 9, unit: 'step' });
  t.same(reduceMetrics(zoomed(0, 1), grown).look.span, { from: 0, to: 1, unit: 'step' });
});

t.test('what goes wrong is said until something comes', async t => {
  const failed = reduceMetrics(state, { kind: 'failed', trouble: 'it is gone' });
  t.equal(failed.data.trouble, 'it is gone');
  t.equal(reduceMetrics(failed, answer(0, { loss: [1] })).data.trouble, undefined);
});

t.test('back leaves the cross, then the filter', async t => {
  const crossed = {
    ...reduceMetrics(state, { kind: 'search', text: ' los ' }),
    cross: { x: 1, unit: 'step' },
  } as const;
  t.equal(crossed.look.filter, 'los');
  const one = reduceMetrics(crossed, { kind: 'back' });
  t.same([one.cross, one.look.filter, canLeave(one)], [undefined, 'los', true]);
  const other = reduceMetrics(one, { kind: 'back' });
  t.same([other.look.filter, canLeave(other)], ['', false]);
});

t.test('a run that is shown alone and goes leaves the others shown', async t => {
  const solo = { ...state, look: { ...state.look, solo: runId(0) } };
  const runs = shownRuns([{ loss: [] }, { loss: [] }]).slice(1);
  const next = reduceMetrics(solo, { kind: 'runs', runs, leftOut: 0, metrics: [], series: new Map() });
  t.equal(next.look.solo, undefined);
});

t.test('a metric may have any name', async t => {
  const odd = curvesState([{ constructor: [1], ['__proto__']: [2] }]);
  t.same(odd.data.metrics.toSorted(), ['__proto__', 'constructor']);
});
