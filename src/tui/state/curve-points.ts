/** A series as the curve that is drawn: over an axis, in ascending order, smoothed. */
import { coarseForms } from '../../view/chart/coarse.ts';
import { smooth } from '../../view/chart/smooth.ts';
import { type Columns, firstBehind } from '../../view/chart/stretch.ts';
import type { Axis } from '../../view/figure/series.ts';
import type { RunSeries } from '../desk.ts';

export interface CurveWish {
  readonly axis: Axis;
  /** Seconds from the first start of all runs to that of this one. */
  readonly delay: number;
  /** The weight of what came before, from 0 up to below 1. */
  readonly smoothing: number;
}

export interface CurvePoints extends Columns {
  /** Undefined where it is not smoothed. */
  readonly smoothed: Float64Array | undefined;
  /** The curve for who draws it, and the smoothed one: as of `coarseForms`. */
  readonly forms: readonly Columns[];
  readonly smoothedForms: readonly Columns[] | undefined;
  /** The least and the most of its values, NaN passed over; NaN where there is no other. */
  readonly least: number;
  readonly most: number;
}

interface Made {
  readonly wish: CurveWish;
  readonly points: CurvePoints;
}

/** What was made of a series is kept as long as it: a curve is drawn again and again, and seldom another one. */
const made = new WeakMap<RunSeries, Made>();

/** Makes the curve. */
export function pointsOf(series: RunSeries, wish: CurveWish): CurvePoints {
  const before = made.get(series);
  if (before !== undefined && isSame(before.wish, wish)) return before.points;
  const points = newPoints(series, wish);
  made.set(series, { wish, points });
  return points;
}

function isSame(one: CurveWish, other: CurveWish): boolean {
  return one.axis === other.axis && one.delay === other.delay && one.smoothing === other.smoothing;
}

function newPoints({ step, seconds, y: values }: RunSeries, wish: CurveWish): CurvePoints {
  const { axis, delay, smoothing } = wish;
  const places =
    axis === 'step' ? step : axis === 'relative' || delay === 0 ? seconds : seconds.map(at => at + delay);
  const { x, y } = ascending(places, values);
  const smoothed = smoothing > 0 ? smooth(y, smoothing) : undefined;
  const smoothedForms = smoothed && coarseForms({ x, y: smoothed });
  return { x, y, smoothed, forms: coarseForms({ x, y }), smoothedForms, ...extremes(y) };
}

/** A run that was resumed, or several writers, may go back. */
function ascending(x: Float64Array, y: Float64Array): Columns {
  if (isAscending(x)) return { x, y };
  const order = Uint32Array.from(x.keys()).sort((a, b) => (x[a] as number) - (x[b] as number));
  const along = (column: Float64Array) => Float64Array.from(order, at => column[at] as number);
  return { x: along(x), y: along(y) };
}

function isAscending(x: Float64Array): boolean {
  for (let at = 1; at < x.length; at++) if ((x[at] as number) < (x[at - 1] as number)) return false;
  return true;
}

function extremes(y: Float64Array): { readonly least: number; readonly most: number } {
  let [least, most] = [Number.NaN, Number.NaN];
  for (let at = 0; at < y.length; at++) {
    const value = y[at] as number;
    if (!(value >= least)) least = Number.isNaN(value) ? least : value;
    if (!(value <= most)) most = Number.isNaN(value) ? most : value;
  }
  return { least, most };
}

/** The place of the last point that is not behind `x`; undefined before its first point and behind its last one. */
export function placeAt({ x: places }: CurvePoints, x: number): number | undefined {
  const at = firstBehind(places, x) - 1;
  return at < 0 || x > (places[places.length - 1] as number) ? undefined : at;
}
