/** A curve in one line of text: `▁▃▅▆▇▇█`. It needs neither colour nor a picture, and so fits anywhere. */
import type { Points } from './decimate.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

const LEVELS = '▁▂▃▄▅▆▇█';

/** Draws a curve in so many characters, of each column the mean; blank where there is no finite value. */
export function sparkline({ x, y }: Points, { from, to, low, high }: Span, width: number): string {
  const sums = new Float64Array(width);
  const counts = new Uint32Array(width);
  for (let at = 0; at < x.length; at++) {
    const value = y[at] as number;
    const place = to > from ? ((x[at] as number) - from) / (to - from) : 0;
    const column = Math.min(width - 1, Math.floor(place * width));
    if (!Number.isFinite(value) || !(column >= 0)) continue;
    // In terms of the span: the sum of very large numbers is none.
    sums[column] = (sums[column] as number) + (high > low ? (value - low) / (high - low) : 0.5);
    counts[column] = (counts[column] as number) + 1;
  }
  return Array.from(sums, (sum, column) => {
    const count = counts[column] as number;
    if (count === 0) return ' ';
    return LEVELS[Math.min(LEVELS.length - 1, Math.floor((sum / count) * LEVELS.length))] ?? ' ';
  }).join('');
}

/** The span of several curves, finite values only; undefined where there is none. */
export function spanOf(curves: readonly Points[]): Span | undefined {
  let [from, to, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of curves) {
    for (let at = 0; at < x.length; at++) {
      const [one, other] = [x[at] as number, y[at] as number];
      if (!Number.isFinite(one) || !Number.isFinite(other)) continue;
      [from, to] = [Math.min(from, one), Math.max(to, one)];
      [low, high] = [Math.min(low, other), Math.max(high, other)];
    }
  }
  return from > to ? undefined : { from, to, low, high };
}
