/** What stands beside the name of the pane: which metrics, and how they are drawn. */

import { isResource } from '../../run/metric.ts';
import { formatNumber } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { GridSize } from '../state/curve-grid.ts';
import { currentMetric, pageOf, unitOf } from '../state/metric-curves.ts';
import type { MetricsState } from '../state/metrics.ts';
import { HOW_TO_LOG } from './metrics-nothing.ts';

const AXIS_WORDS = {
  step: 'over step',
  relative: 'over seconds',
  time: 'over time since the first start',
} as const;

/** Says it. */
export function metricsRemark(state: MetricsState, size: GridSize): string {
  const { data, look } = state;
  const { metrics, first, count } = pageOf(state, size);
  if (data.metrics.length === 0) return data.runs.map(({ name }) => sanitise(name)).join(', ');
  const last = first + metrics.length;
  const which = metrics.length > 1 ? `${first + 1}–${last}` : `${last}`;
  const many = count > metrics.length ? [`${which} of ${count}`] : [];
  const current = currentMetric(state);
  const isZoomed = current !== undefined && look.span?.unit === unitOf(current, look.axis);
  const span = isZoomed ? look.span : undefined;
  return [
    ...(data.metrics.every(isResource) ? [`none logged: ${HOW_TO_LOG}`] : []),
    ...many,
    AXIS_WORDS[look.axis],
    ...(span === undefined ? [] : [`${formatNumber(span.from)} to ${formatNumber(span.to)}`]),
    ...(look.smoothing > 0 ? [`smoothed ${look.smoothing}`] : []),
    ...(look.logY ? ['log y'] : []),
    ...(look.logX ? ['log x'] : []),
    ...(look.filter === '' ? [] : [`/${sanitise(look.filter)}`]),
    ...(data.trouble === undefined ? [] : [data.trouble]),
    ...(data.leftOut === 0 ? [] : [`${data.runs.length} of ${data.runs.length + data.leftOut} runs`]),
  ].join(' · ');
}
