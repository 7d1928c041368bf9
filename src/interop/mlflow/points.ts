/** Points of metrics as MLflow has them: which is the latest, which is there already, in which order they are told. */
import { compareInt64, type Int64 } from './wire.ts';

export interface Point {
  readonly value: number;
  /** ms since 1970. */
  readonly timestamp: Int64;
  readonly step: Int64;
  /** The logged model that it is of. */
  readonly model?: string | undefined;
  /** The data set that it was measured on. */
  readonly dataset?: { readonly name: string; readonly digest: string } | undefined;
}

/** Of two points the one that is told as the metric's value: by step, then by time, then by value, whichever came last. */
export function latestOf(one: Point | undefined, other: Point): Point {
  return one === undefined || comparePoints(one, other) <= 0 ? other : one;
}

/** By step, time and value; NaN is below every number. */
function comparePoints(one: Point, other: Point): number {
  return (
    compareInt64(one.step, other.step) ||
    compareInt64(one.timestamp, other.timestamp) ||
    compareValues(one.value, other.value)
  );
}

/** The order of a history: as time went. */
export function compareInTime(one: Point, other: Point): number {
  return (
    compareInt64(one.timestamp, other.timestamp) ||
    compareInt64(one.step, other.step) ||
    compareValues(one.value, other.value)
  );
}

function compareValues(one: number, other: number): number {
  if (Number.isNaN(one) || Number.isNaN(other))
    return Number(Number.isNaN(other)) - Number(Number.isNaN(one));
  return one - other || 0;
}

/** Equal for points that are one: clients send what they got no answer to again. */
export function identity(key: string, { value, timestamp, step }: Point): string {
  return `${timestamp} ${step} ${value} ${key}`;
}

/** Points of a metric, those that are one once. */
export function distinct(key: string, points: readonly Point[]): Point[] {
  return [...new Map(points.map(point => [identity(key, point), point])).values()];
}

/** What of a series is shown where it has too many points: the steps of all runs thinned evenly, and each run's first and last. */
export function sampledSteps(
  series: readonly (readonly Point[])[],
  most: number,
  range?: { readonly start: Int64; readonly end: Int64 },
): (step: Int64) => boolean {
  const all = [...new Set(series.flatMap(points => points.map(({ step }) => BigInt(step))))].sort(
    compareInt64,
  );
  const [start, end] =
    range === undefined ? [0n, all.at(-1) ?? 0n] : [BigInt(range.start), BigInt(range.end)];
  const within = (step: bigint) => step >= start && step <= end;
  const steps = all.filter(within);
  const chosen = new Set(
    steps.length <= most
      ? steps
      : [
          ...Array.from({ length: most }, (_, at) => steps[Math.trunc((at * steps.length) / most)]),
          steps.at(-1),
        ],
  );
  for (const points of series) {
    const own = points
      .map(({ step }) => BigInt(step))
      .filter(within)
      .sort(compareInt64);
    if (own.length > 0) chosen.add(own[0]).add(own.at(-1));
  }
  return step => chosen.has(BigInt(step));
}
