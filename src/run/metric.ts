/** Metrics: series of numbers over steps, and the summaries that lists compare. */

/** One measured number. NaN and infinities are values like any other. */
export interface MetricPoint {
  readonly key: string;
  readonly value: number;
  /** Undefined where the program named none; the reader counts them then. */
  readonly step?: number;
  /** Seconds since 1970; undefined where the program named none. */
  readonly time?: number;
}

/** What a list needs of a series. Min and max pass over NaN. */
export interface MetricSummary {
  /** Of the greatest step; of its values the one that was logged last. Threads that log at once come in any order. */
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
  /** The step of the last value. */
  readonly step: number;
}

export type Metrics = Readonly<Record<string, MetricSummary>>;

/**
 * Whether a key is one of those that git-run gives to what it measures of a job itself, such as `system/memory`. Their
 * series lie beside the metrics and are none of them; one of that name that the job logged is a metric like any other.
 */
export function isResource(key: string): boolean {
  return key.startsWith('system/');
}

/**
 * A stretch of one series as it is stored: one line of `metrics/<writer>.ndjson`, columns of equal length.
 * Columns keep a long series an order of magnitude smaller than one object a point, and a short one readable.
 */
export interface MetricChunk {
  readonly key: string;
  readonly step: readonly number[];
  readonly value: readonly number[];
  /** Seconds since 1970. */
  readonly time: readonly number[];
}

/** The summary of two stretches of one series, the second logged after the first: each may count its steps anew. */
export function joinSummaries(before: MetricSummary | undefined, after: MetricSummary): MetricSummary {
  if (before === undefined) return after;
  const { min, max } = after;
  return {
    last: after.last,
    min: Number.isNaN(before.min) || min < before.min ? min : before.min,
    max: Number.isNaN(before.max) || max > before.max ? max : before.max,
    count: before.count + after.count,
    step: after.step,
  };
}

/** Folds one more value into a summary. */
export function summarise(before: MetricSummary | undefined, value: number, step: number): MetricSummary {
  if (before === undefined) return { last: value, min: value, max: value, count: 1, step };
  const isEarlier = step < before.step;
  return {
    last: isEarlier ? before.last : value,
    min: Number.isNaN(before.min) || value < before.min ? value : before.min,
    max: Number.isNaN(before.max) || value > before.max ? value : before.max,
    count: before.count + 1,
    step: isEarlier ? before.step : step,
  };
}
