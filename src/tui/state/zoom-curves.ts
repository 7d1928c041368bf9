/** A closer look at the curves, and the stretches beside it. */
import type { GridSize } from './curve-grid.ts';
import { currentMetric, pageOf, type Range, type Unit, unitOf, wholeOf } from './metric-curves.ts';
import type { MetricsState } from './metrics.ts';

/** What is seen of the axis that the keys are about. */
export interface View {
  readonly unit: Unit;
  readonly whole: Range;
  readonly seen: Range;
  /** The metrics on the screen that are drawn over it. */
  readonly metrics: readonly string[];
}

/** The axis of the current metric; undefined where nothing is drawn over it. */
export function viewOf(state: MetricsState, size: GridSize): View | undefined {
  const { axis, span } = state.look;
  const current = currentMetric(state);
  if (current === undefined) return undefined;
  const unit = unitOf(current, axis);
  const metrics = pageOf(state, size).metrics.filter(metric => unitOf(metric, axis) === unit);
  const whole = wholeOf(state, metrics);
  if (whole === undefined) return undefined;
  return { unit, whole, seen: span?.unit === unit ? span : whole, metrics };
}

/** Of all there is, the least that is seen. */
const CLOSEST = 1e-6;

/** Makes the stretch that is seen so much longer, or shorter: around the cross, else around its end while that moves. */
export function zoomed(state: MetricsState, factor: number, size: GridSize): MetricsState {
  const view = viewOf(state, size);
  if (view === undefined) return state;
  const { there, back } = scaleOf(state);
  const [whole, seen] = [map(view.whole, there), map(view.seen, there)];
  const length = (seen.to - seen.from) * factor;
  if (length >= whole.to - whole.from) return withSpan(state, undefined);
  if (!(length > (whole.to - whole.from) * CLOSEST)) return state;
  const middle = middleOf(state, view, seen);
  const share = (middle - seen.from) / (seen.to - seen.from);
  const from = middle - length * share;
  return withSpan(state, { ...map(within({ from, to: from + length }, whole), back), unit: view.unit });
}

/** Goes to the stretch beside, by a share of what is seen. */
export function panned(state: MetricsState, share: number, size: GridSize): MetricsState {
  const view = viewOf(state, size);
  if (view === undefined || view.seen === view.whole) return state;
  const { there, back } = scaleOf(state);
  const seen = map(view.seen, there);
  const by = (seen.to - seen.from) * share;
  const next = within({ from: seen.from + by, to: seen.to + by }, map(view.whole, there));
  return withSpan(state, { ...map(next, back), unit: view.unit });
}

/** To where distances are as they are seen, and back. */
export function scaleOf({ look }: MetricsState) {
  return look.logX
    ? { there: Math.log10, back: (value: number) => 10 ** value }
    : { there: (value: number) => value, back: (value: number) => value };
}

/** As distances are seen, as is `seen`. */
function middleOf(state: MetricsState, view: View, seen: Range): number {
  const { cross, data } = state;
  const isAt = cross?.unit === view.unit && cross.x >= view.seen.from && cross.x <= view.seen.to;
  if (isAt) return scaleOf(state).there(cross.x);
  return data.runs.some(({ isLive }) => isLive) ? seen.to : (seen.from + seen.to) / 2;
}

function map({ from, to }: Range, by: (value: number) => number): Range {
  return { from: by(from), to: by(to) };
}

/** Moved so that it does not go beyond. */
function within({ from, to }: Range, whole: Range): Range {
  if (from < whole.from) return { from: whole.from, to: Math.min(whole.to, to + whole.from - from) };
  if (to > whole.to) return { from: Math.max(whole.from, from + whole.to - to), to: whole.to };
  return { from, to };
}

function withSpan(state: MetricsState, span: MetricsState['look']['span']): MetricsState {
  return state.look.span === span ? state : { ...state, look: { ...state.look, span } };
}
