/** One metric of one run with all its points, and its curve over an axis that people choose. */
import type { Points } from '../chart/decimate.ts';

/** What curves are drawn over: `relative` counts from a run's own start, `time` from the first start of all. */
export type Axis = 'step' | 'relative' | 'time';

export const AXES: readonly Axis[] = ['step', 'relative', 'time'];

/** Columns of equal length, in the order in which the points were recorded. */
export interface MetricSeries {
  readonly step: readonly number[];
  /** Seconds since the run began. */
  readonly seconds: readonly number[];
  readonly y: readonly number[];
}

export interface CurveWish {
  readonly axis: Axis;
  /** Every so many points one is taken, and the last. */
  readonly every: number;
  /** Seconds from the first start of all runs to that of this one. */
  readonly delay: number;
}

/** The curve of a series, `x` ascending. */
export function curveOf({ step, seconds, y }: MetricSeries, { axis, every, delay }: CurveWish): Points {
  const x = axis === 'step' ? step : axis === 'relative' ? seconds : seconds.map(value => value + delay);
  const [ordered, values] = sorted([x, y], x);
  return { x: thinned(ordered as readonly number[], every), y: thinned(values as readonly number[], every) };
}

/** Columns in the ascending order of one of them: a run that was resumed, or several writers, may go back. */
export function sorted(
  columns: readonly (readonly number[])[],
  by: readonly number[],
): readonly (readonly number[])[] {
  if (isAscending(by)) return columns;
  const order = [...by.keys()].sort((a, b) => (by[a] as number) - (by[b] as number));
  return columns.map(column => order.map(at => column[at] as number));
}

/** Of so many one, and the last. */
export function thinned(column: readonly number[], every: number): readonly number[] {
  if (every === 1) return column;
  return column.filter((_, at) => at % every === 0 || at === column.length - 1);
}

function isAscending(values: readonly number[]): boolean {
  for (let at = 1; at < values.length; at++)
    if (!((values[at] as number) >= (values[at - 1] as number))) return false;
  return true;
}

/** Whether its points name no time of their own: all of them have that of the run's end then. */
export function isTimeless({ seconds }: MetricSeries): boolean {
  return seconds.length > 1 && seconds.every(value => value === seconds[0]);
}
