/** A long series → the points a page carries: all that a screen shows of it, and no more. */
import { seenPoints } from '../chart/decimate.ts';
import { scaleOf } from '../chart/scale.ts';
import { type MetricSeries, sorted, thinned } from './series.ts';

/** Columns of equal length, by ascending step. Null is a gap: what was NaN or infinite. */
export interface SampledSeries {
  readonly step: readonly number[];
  /** Since the run began. */
  readonly seconds: readonly number[];
  readonly y: readonly (number | null)[];
  /** How many points the series has. */
  readonly count: number;
  /** How many of them are not finite. */
  readonly gaps: number;
  /** Where points were left out: means of all points of a stretch, to be smoothed instead of extremes. */
  readonly means?: Means;
}

interface Means {
  readonly step: readonly number[];
  readonly seconds: readonly number[];
  readonly y: readonly (number | null)[];
  /** Points that each is of, at most. */
  readonly each: number;
}

export interface SampleWish {
  /** Points that are kept at most, about: of each stretch of steps the first, lowest, highest and last. */
  readonly most: number;
  readonly every: number;
  /** Stretches that are equal on a logarithmic axis. */
  readonly logX: boolean;
}

/** Keeps the extremes and the gaps; a series that is short enough whole. */
export function sampleOf(series: MetricSeries, { most, every, logX }: SampleWish): SampledSeries {
  const columns = sorted([series.step, series.seconds, series.y], series.step);
  const [step = [], seconds = [], y = []] = columns.map(column => thinned(column, every));
  const gaps = y.filter(value => !Number.isFinite(value)).length;
  const whole = { count: series.step.length, gaps };
  if (step.length <= most) return { ...columnsOf(step, seconds, y), ...whole };
  const stretches = Math.max(2, Math.floor(most / 4));
  const scale = scaleOf(
    logX ? Math.max(1e-300, firstAbove(step)) : (step[0] as number),
    step.at(-1) as number,
    {
      log: logX,
    },
  );
  const stretch = (value: number) => Math.min(stretches - 1, Math.floor(scale.place(value) * stretches));
  const finite = y.map(value => (Number.isFinite(value) ? value : Number.NaN));
  const kept = seenPoints({ x: step, y: finite }, stretch);
  const pick = (column: readonly number[]) => kept.map(index => column[index] as number);
  return {
    ...columnsOf(pick(step), pick(seconds), pick(finite)),
    ...whole,
    means: meansOf({ step, seconds, y: finite }, stretch),
  };
}

function firstAbove(step: readonly number[]): number {
  return step.find(value => value > 0) ?? 1;
}

function meansOf({ step, seconds, y }: MetricSeries, stretch: (step: number) => number): Means {
  const means: { step: number[]; seconds: number[]; y: number[] } = { step: [], seconds: [], y: [] };
  let [from, sum, finite, each] = [0, 0, 0, 1];
  for (let at = 0; at < step.length; at++) {
    const value = y[at] as number;
    if (Number.isFinite(value)) {
      sum += value;
      finite++;
    }
    if (at + 1 < step.length && stretch(step[at + 1] as number) === stretch(step[at] as number)) continue;
    const middle = (from + at) >> 1;
    means.step.push(step[middle] as number);
    means.seconds.push(seconds[middle] as number);
    means.y.push(finite === 0 ? Number.NaN : sum / finite);
    each = Math.max(each, at + 1 - from);
    [from, sum, finite] = [at + 1, 0, 0];
  }
  return { ...columnsOf(means.step, means.seconds, means.y), each };
}

/** Six digits of a second and seven of a value are more than is seen. */
function columnsOf(step: readonly number[], seconds: readonly number[], y: readonly number[]) {
  return {
    step,
    seconds: seconds.map(value => Math.round(value * 1000) / 1000),
    y: y.map(value => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null)),
  };
}
