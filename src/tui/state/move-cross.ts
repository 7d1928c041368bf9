/** The cross goes over the points of all curves that are seen, from one to the next that is seen apart from it. */
import { firstBehind, firstFrom } from '../../view/chart/stretch.ts';
import type { GridSize } from './curve-grid.ts';
import { curvesOf, pageOf, type RunCurve } from './metric-curves.ts';
import type { MetricsState } from './metrics.ts';
import { scaleOf, type View, viewOf } from './zoom-curves.ts';

/** Cells around the drawing of a chart. */
const AXIS = 9;

/** Moves it, or puts it at an end where there is none yet. */
export function moveCross(
  state: MetricsState,
  to: 'left' | 'right' | 'first' | 'last',
  size: GridSize,
): MetricsState {
  const view = viewOf(state, size);
  if (view === undefined) return state;
  const curves = view.metrics.flatMap(metric => curvesOf(state, metric));
  const { from, to: end } = view.seen;
  const cross = state.cross?.unit === view.unit ? state.cross.x : undefined;
  let x: number | undefined;
  if (to === 'first') x = nextOf(curves, from);
  else if (to === 'last') x = lastOf(curves, end);
  else if (cross === undefined) x = to === 'right' ? nextOf(curves, from) : lastOf(curves, end);
  else if (to === 'right') x = nextOf(curves, beside(state, view, { cross, size, by: 1 })) ?? view.whole.to;
  else x = lastOf(curves, beside(state, view, { cross, size, by: -1 })) ?? view.whole.from;
  return x === undefined ? state : following({ ...state, cross: { x, unit: view.unit } }, view);
}

interface Step {
  readonly cross: number;
  readonly size: GridSize;
  readonly by: 1 | -1;
}

/** A cell further, so that it is seen to move. */
function beside(state: MetricsState, { seen }: View, { cross, size, by }: Step): number {
  const { there, back } = scaleOf(state);
  const cells = Math.max(8, pageOf(state, size).grid.width - AXIS);
  const cell = (there(seen.to) - there(seen.from)) / cells;
  return cell > 0 ? back(there(cross) + by * cell) : cross + by * Number.EPSILON;
}

/** The first point from a place on. */
function nextOf(curves: readonly RunCurve[], from: number): number | undefined {
  const all = curves.flatMap(({ points: { x } }) => x[firstFrom(x, from)] ?? []);
  return all.length === 0 ? undefined : Math.min(...all);
}

/** The last point up to a place. */
function lastOf(curves: readonly RunCurve[], to: number): number | undefined {
  const all = curves.flatMap(({ points: { x } }) => x[firstBehind(x, to) - 1] ?? []);
  return all.length === 0 ? undefined : Math.max(...all);
}

/** What is seen goes along with it. */
function following(state: MetricsState, { seen, unit }: View): MetricsState {
  const { span } = state.look;
  const x = state.cross?.x;
  if (span === undefined || x === undefined) return state;
  const { there, back } = scaleOf(state);
  const by = Math.min(0, there(x) - there(seen.from)) + Math.max(0, there(x) - there(seen.to));
  if (by === 0) return state;
  const [from, to] = [back(there(seen.from) + by), back(there(seen.to) + by)];
  return { ...state, look: { ...state.look, span: { from, to, unit } } };
}
