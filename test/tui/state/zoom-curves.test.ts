import t from 'tap';
import type { MetricsState } from '../../../src/tui/state/metrics.ts';
import { panned, zoomed } from '../../../src/tui/state/zoom-curves.ts';
import { curvesState, falling, SIZE } from '../../support/tui-curves.ts';

const state = curvesState([{ loss: falling(101), 'system/cpu': [1, 2, 3] }]);
const seen = ({ look: { span } }: MetricsState) => (span === undefined ? undefined : [span.from, span.to]);
const crossed = (x: number): MetricsState => ({ ...state, cross: { x, unit: 'step' } });
const near = (found: readonly number[] | undefined, wanted: readonly number[]) =>
  found?.every((value, at) => Math.abs(value - (wanted[at] ?? Number.NaN)) < 1e-9) ?? false;

t.test('half of what is seen is seen, around the cross, else around the middle', async t => {
  t.same(seen(zoomed(state, 0.5, SIZE)), [25, 75]);
  t.same(seen(zoomed(crossed(20), 0.5, SIZE)), [10, 60]);
  t.same(seen(zoomed(crossed(0), 0.5, SIZE)), [0, 50]);
});

t.test('around the end, as long as that moves', async t => {
  const runs = state.data.runs.map(run => ({ ...run, isLive: true }));
  t.same(seen(zoomed({ ...state, data: { ...state.data, runs } }, 0.5, SIZE)), [50, 100]);
});

t.test('out again, to all of it and not beyond', async t => {
  const close = zoomed(zoomed(state, 0.5, SIZE), 0.5, SIZE);
  t.same(seen(close), [37.5, 62.5]);
  t.same(seen(zoomed(close, 2, SIZE)), [25, 75]);
  t.equal(seen(zoomed(zoomed(close, 2, SIZE), 2, SIZE)), undefined);
  t.equal(zoomed(state, 2, SIZE), state);
});

t.test('the closest look is one that shows something', async t => {
  let close = state;
  for (let at = 0; at < 100; at++) close = zoomed(close, 0.5, SIZE);
  const [from = 0, to = 0] = seen(close) ?? [];
  t.ok(to > from && to - from > 1e-5);
});

t.test('to the side one goes by a quarter, up to the ends', async t => {
  const close = zoomed(state, 0.5, SIZE);
  t.same(seen(panned(close, 0.25, SIZE)), [37.5, 87.5]);
  t.same(seen(panned(close, 9, SIZE)), [50, 100]);
  t.same(seen(panned(close, -9, SIZE)), [0, 50]);
  t.equal(panned(state, 0.25, SIZE), state, 'beside all of it is nothing');
});

t.test('on a logarithmic axis it is half of what one sees', async t => {
  const log = { ...state, look: { ...state.look, logX: true } };
  t.ok(near(seen(zoomed(log, 0.5, SIZE)), [10 ** 0.5, 10 ** 1.5]));
});

t.test('where nothing is drawn nothing is zoomed into', async t => {
  const none = curvesState([{}]);
  t.equal(zoomed(none, 0.5, SIZE), none);
});

t.test('what counts in seconds has a stretch of its own', async t => {
  const look = { ...zoomed(state, 0.5, SIZE).look, current: 'system/cpu' };
  t.same(zoomed({ ...state, look }, 0.5, SIZE).look.span, { from: 0.5, to: 1.5, unit: 'seconds' });
});
