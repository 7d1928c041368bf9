/** Everything a plot is drawn of: runs by the names they go by, and the series of their metrics. */
import type { Directions } from '../../query/direction.ts';
import { own } from '../../query/lookup.ts';
import { nearest } from '../../query/nearest.ts';
import { keysByCount } from '../../query/salient.ts';
import { UsageError } from '../../run/errors.ts';
import { isResource } from '../../run/metric.ts';
import { shortId } from '../../run/run-id.ts';
import { type Axis, isTimeless, type MetricSeries } from '../../view/figure/series.ts';
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Context } from '../context.ts';
import { openCounter } from '../counter.ts';
import type { EndedRow } from './plotted-runs.ts';
import { readCurves } from './read-curves.ts';

export interface PlotSource {
  readonly rows: readonly EndedRow[];
  /** What each is called: its name, with its id where others have the same. */
  readonly names: readonly string[];
  /** Of each, the seconds from the first start of all. */
  readonly delays: readonly number[];
  readonly directions: Directions;
  readonly metrics: readonly SourceMetric[];
}

export interface SourceMetric {
  readonly metric: string;
  /** By the places of their runs. */
  readonly series: readonly { readonly run: number; readonly points: MetricSeries }[];
}

/**
 * Reads the series of some metrics. Says which runs have none of one that they should have. Throws UsageError where none
 * has one that git-run itself should have measured.
 */
export async function readPlotSource(
  context: Context,
  rows: readonly EndedRow[],
  { metrics, directions }: { readonly metrics: readonly string[]; readonly directions: Directions },
): Promise<PlotSource> {
  const source = await context.source();
  const counter = openCounter(context, 'reading curves', rows.length);
  const found = await readCurves(source, metrics.length === 0 ? [] : rows, {
    metrics: new Set(metrics),
    onRun: counter.update,
  }).finally(counter.stop);
  checkMeasured(metrics, found);
  sayMissing(context, rows, { metrics, found });
  const starts = rows.map(({ started }) => Date.parse(started) / 1000);
  const first = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return {
    rows,
    names: namesOf(rows),
    delays: starts.map(start => start - first),
    directions,
    metrics: metrics.map(metric => ({
      metric,
      series: found.flatMap((one, run) => {
        const points = one.get(metric);
        return points === undefined ? [] : [{ run, points }];
      }),
    })),
  };
}

/** Throws UsageError for a metric that none of the runs has; what git-run measures itself is not known before it is read. */
export function checkMetrics(rows: readonly EndedRow[], asked: readonly string[]): void {
  for (const name of asked) {
    if (isResource(name) || rows.some(row => own(row.metrics, name) !== undefined)) continue;
    const near = nearest(name, keysByCount(rows.map(row => row.metrics)), 2);
    const hint = near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
    throw new UsageError(`no metric '${name}' here${hint}`);
  }
}

/** Events that name no time have that of the run's end, all of them. */
export function sayTimeless(context: Context, { metrics, names }: PlotSource, axis: Axis): void {
  if (axis === 'step') return;
  for (const { metric, series } of metrics) {
    const timeless = series.filter(({ points }) => isTimeless(points)).map(({ run }) => names[run] as string);
    if (timeless.length > 0)
      context.say(
        `git-run: the points of ${sanitise(metric)} in ${few(timeless)} name no time: give each event a "time", or plot over step`,
      );
  }
}

function checkMeasured(metrics: readonly string[], found: Found['found']): void {
  const name = metrics.find(metric => isResource(metric) && !found.some(one => one.has(metric)));
  if (name === undefined) return;
  throw new UsageError(
    `no points of '${name}' here: a run has system/cpu and system/memory where its job took half a second or more, ` +
      'system/gpu0 and system/gpu0_memory where there is a GPU',
  );
}

interface Found {
  readonly metrics: readonly string[];
  readonly found: readonly ReadonlyMap<string, MetricSeries>[];
}

function sayMissing(context: Context, rows: readonly EndedRow[], { metrics, found }: Found): void {
  for (const metric of metrics) {
    const without = rows.filter(
      (row, at) => own(row.metrics, metric) !== undefined && !found[at]?.has(metric),
    );
    const names = without.map(({ name }) => name);
    if (names.length > 0)
      context.say(
        `git-run: ${few(names)} ${names.length === 1 ? 'has' : 'have'} no points of ${sanitise(metric)}`,
      );
  }
}

/** `a, b, c and 4 more runs`. */
function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(name => sanitise(name));
  const rest = names.length - shown.length;
  return shown.join(', ') + (rest === 0 ? '' : ` and ${formatCount(rest, 'more run')}`);
}

function namesOf(rows: readonly EndedRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return rows.map(({ name, id }) => (counts.get(name) === 1 ? name : `${name} (${shortId(id)})`));
}
