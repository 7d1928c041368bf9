/** What stands where there is no curve: why, and how one gets there. */
import { sanitise } from '../../view/sanitise.ts';
import { cut } from '../../view/width.ts';
import { foundMetrics } from '../state/metric-curves.ts';
import type { MetricsState } from '../state/metrics.ts';
import type { Theme } from '../theme.ts';

/** How to log a metric, in a line. */
export const HOW_TO_LOG = 'git run metric loss=0.31 in the job logs one';

/** Prints it; undefined where there are curves. */
export function nothingToDraw(state: MetricsState, width: number, theme: Theme): string[] | undefined {
  const { data, look } = state;
  const shown = (text: string) => ['', cut(`  ${text}`, width)];
  if (data.trouble !== undefined && data.metrics.length === 0)
    return shown(data.trouble).map(line => theme.error(line));
  if (!data.isRead) return shown('reading …').map(line => theme.style.dim(line));
  if (data.runs.length === 0) return shown('There is no run to draw.');
  if (data.metrics.length === 0) {
    const [first, ...others] = data.runs;
    const whose = others.length > 0 ? 'These runs have' : `${sanitise(first?.name ?? '')} has`;
    return [...shown(`${whose} no metrics.`), cut(`  ${HOW_TO_LOG}.`, width)];
  }
  if (foundMetrics(state).length === 0) return shown(`No metric matches ${sanitise(look.filter)}.`);
  return undefined;
}
