/** Keys among the curves: closer and further, other metrics, other axes, the cross, the legend. */
import { AXES } from '../../view/figure/series.ts';
import type { GridSize } from './curve-grid.ts';
import { currentMetric, foundMetrics, pageOf } from './metric-curves.ts';
import type { CurveLook, MetricsState } from './metrics.ts';
import { distanceOf, moved } from './move.ts';
import { moveCross } from './move-cross.ts';
import { panned, zoomed } from './zoom-curves.ts';

/** The weights one goes through. */
const WEIGHTS = [0, 0.5, 0.8, 0.9, 0.95, 0.99] as const;

/** Does what a key does among the curves; the same state where it does nothing there. */
export function moveMetrics(state: MetricsState, action: string, size: GridSize): MetricsState {
  switch (action) {
    case 'left':
    case 'right':
    case 'first':
    case 'last':
      return moveCross(state, action, size);
    case 'zoom-in':
      return zoomed(state, 0.5, size);
    case 'zoom-out':
      return zoomed(state, 2, size);
    case 'pan-left':
      return panned(state, -0.25, size);
    case 'pan-right':
      return panned(state, 0.25, size);
    case 'next-metric':
    case 'next-match':
      return metricBy(state, 1);
    case 'previous-metric':
    case 'previous-match':
      return metricBy(state, -1);
    case 'page-down':
      return metricBy(state, pageOf(state, size).metrics.length);
    case 'page-up':
      return metricBy(state, -manyOn(state, size));
    case 'hide-curve':
    case 'solo-curve':
      return aboutCurve(state, action);
    default:
      return moveLegend(looked(state, action), action, size);
  }
}

function manyOn(state: MetricsState, size: GridSize): number {
  const { grid } = pageOf(state, size);
  return grid.columns * grid.rows;
}

function metricBy(state: MetricsState, by: number): MetricsState {
  const found = foundMetrics(state);
  const at = Math.max(0, found.indexOf(currentMetric(state) ?? ''));
  const next = found[Math.max(0, Math.min(at + by, found.length - 1))];
  return next === undefined || next === found[at] ? state : withLook(state, { current: next });
}

/** What is seen of the curves is another thing on another axis. */
function looked(state: MetricsState, action: string): MetricsState {
  const { look } = state;
  switch (action) {
    case 'zoom-reset':
      return withLook(state, { span: undefined });
    case 'one-metric':
      return withLook(state, { isOne: !look.isOne });
    case 'x-axis': {
      const axis = AXES[(AXES.indexOf(look.axis) + 1) % AXES.length] ?? 'step';
      return { ...withLook(state, { axis, span: undefined }), cross: undefined };
    }
    case 'log-x':
      return withLook(state, { logX: !look.logX, span: undefined });
    case 'log-y':
      return withLook(state, { logY: !look.logY });
    case 'smoother':
      return withLook(state, { smoothing: weightBy(look.smoothing, 1) });
    case 'rougher':
      return withLook(state, { smoothing: weightBy(look.smoothing, -1) });
    default:
      return state;
  }
}

function withLook(state: MetricsState, look: Partial<CurveLook>): MetricsState {
  return { ...state, look: { ...state.look, ...look } };
}

function weightBy(weight: number, by: number): number {
  const at = WEIGHTS.findIndex(one => one >= weight);
  return WEIGHTS[Math.max(0, Math.min(at + by, WEIGHTS.length - 1))] ?? 0;
}

/** The curves of the run under the legend's cursor. */
function aboutCurve(state: MetricsState, action: 'hide-curve' | 'solo-curve'): MetricsState {
  const { look, data, cursor } = state;
  const id = data.runs[cursor]?.id;
  if (id === undefined) return state;
  if (action === 'solo-curve') return withLook(state, { solo: look.solo === id ? undefined : id });
  const hidden = new Set(look.hidden);
  if (!hidden.delete(id)) hidden.add(id);
  return withLook(state, { hidden, solo: undefined });
}

function moveLegend(state: MetricsState, action: string, size: GridSize): MetricsState {
  const by = distanceOf(action, 4);
  if (by === undefined) return state;
  const height = Math.max(1, pageOf(state, size).grid.legend - 1);
  return { ...state, ...moved(state, by, { length: state.data.runs.length, height }) };
}
