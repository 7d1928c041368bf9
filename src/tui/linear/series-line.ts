/** A curve in words and numbers. */
import { formatNumber } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { RunSeries } from '../desk.ts';

/** Tells it: `loss: 0.6938 at first, 0.0959 at last, lowest 0.0959 at step 10, highest 0.6938 at step 1, falling, 10 points`. */
export function seriesLine(metric: string, { step, y }: RunSeries): string {
  const places = [...y.keys()].filter(at => Number.isFinite(y[at]));
  const name = sanitise(metric);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return `${name}: no numbers`;
  const value = (at: number) => y[at] as number;
  const least = places.reduce((best, at) => (value(at) < value(best) ? at : best), first);
  const most = places.reduce((best, at) => (value(at) > value(best) ? at : best), first);
  const told = (at: number) => `${formatNumber(value(at))} at step ${formatNumber(step[at] as number)}`;
  if (places.length === 1) return `${name}: ${told(first)}, one point`;
  if (value(least) === value(most))
    return `${name}: ${formatNumber(value(first))} throughout, ${places.length} points`;
  return [
    `${name}: ${formatNumber(value(first))} at first`,
    `${formatNumber(value(last))} at last`,
    `lowest ${told(least)}`,
    `highest ${told(most)}`,
    trendOf(places.map(value)),
    `${places.length} points`,
  ].join(', ');
}

/** A change of less than that share of all there is between lowest and highest is none. */
const LEVEL = 0.1;

/** By the mean of its last quarter against that of the quarter before: how it goes on, not how far it came. */
function trendOf(values: readonly number[]): string {
  const quarter = Math.max(1, values.length >> 2);
  const mean = (some: readonly number[]) => some.reduce((sum, value) => sum + value, 0) / some.length;
  const span = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
  const change = mean(values.slice(-quarter)) - mean(values.slice(-2 * quarter, -quarter));
  if (Math.abs(change) < LEVEL * span) return 'level at the end';
  return change > 0 ? 'rising at the end' : 'falling at the end';
}
