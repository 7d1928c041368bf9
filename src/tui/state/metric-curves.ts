/** What is seen of the curves: which metrics, whose curves, from where to where. */
import { isResource } from '../../run/metric.ts';
import { firstBehind } from '../../view/chart/stretch.ts';
import type { Axis } from '../../view/figure/series.ts';
import { type Grid, type GridSize, gridOf } from './curve-grid.ts';
import { type CurvePoints, pointsOf } from './curve-points.ts';
import { nameTest } from './metric-filter.ts';
import type { CurveData, CurveLook, ShownRun } from './metrics.ts';

/** What a horizontal axis counts in. */
export type Unit = 'step' | 'seconds';

/** The two that say what is drawn. */
export interface Drawn {
  readonly data: CurveData;
  readonly look: CurveLook;
}

/** A curve of a run. */
export interface RunCurve {
  readonly run: ShownRun;
  readonly points: CurvePoints;
}

/** What a metric is drawn over: what is measured of a job comes by the second, and knows no steps of the job's. */
export function unitOf(metric: string, axis: Axis): Unit {
  return axis === 'step' && !isResource(metric) ? 'step' : 'seconds';
}

/** The metrics that pass the filter. */
export function foundMetrics({ data, look }: Drawn): readonly string[] {
  return look.filter === '' ? data.metrics : data.metrics.filter(nameTest(look.filter));
}

/** The metric that the keys are about; undefined where there is none. */
export function currentMetric(drawn: Drawn): string | undefined {
  const found = foundMetrics(drawn);
  const { current } = drawn.look;
  return current !== undefined && found.includes(current) ? current : found[0];
}

/** The charts on the screen, and how they lie there. */
export interface Page {
  readonly grid: Grid;
  /** The metric of each chart. */
  readonly metrics: readonly string[];
  /** The place of the first among those that pass the filter, and how many these are. */
  readonly first: number;
  readonly count: number;
}

/** Those of the page that the metric is on that the keys are about. */
export function pageOf(drawn: Drawn, size: GridSize): Page {
  const found = foundMetrics(drawn);
  const { data, look } = drawn;
  const grid = gridOf(size, { metrics: found.length, runs: data.runs.length, isOne: look.isOne });
  const many = grid.columns * grid.rows;
  const at = Math.max(0, found.indexOf(currentMetric(drawn) ?? ''));
  const first = Math.floor(at / many) * many;
  return { grid, metrics: found.slice(first, first + many), first, count: found.length };
}

/** Whether the curves of a run are drawn. */
export function isSeen({ hidden, solo }: CurveLook, { id }: ShownRun): boolean {
  return solo === undefined ? !hidden.has(id) : solo === id;
}

/** The curves of a metric, in the order of the legend. */
export function curvesOf({ data, look }: Drawn, metric: string): RunCurve[] {
  const { axis, smoothing } = look;
  return data.runs.flatMap(run => {
    const series = isSeen(look, run) ? data.series.get(run.id)?.get(metric) : undefined;
    if (series === undefined || series.y.length === 0) return [];
    return [{ run, points: pointsOf(series, { axis, delay: run.delay, smoothing }) }];
  });
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last point of some metrics; undefined where there is none with a place. */
export function wholeOf(drawn: Drawn, metrics: readonly string[]): Range | undefined {
  return rangeOf(
    metrics.flatMap(metric => curvesOf(drawn, metric)),
    drawn.look.logX,
  );
}

/** From the first to the last point of curves; on a logarithmic axis what is not above 0 has no place. */
export function rangeOf(curves: readonly RunCurve[], logX: boolean): Range | undefined {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { points } of curves) {
    const { x } = points;
    const first = logX ? firstBehind(x, 0) : 0;
    if (first >= x.length) continue;
    from = Math.min(from, x[first] as number);
    to = Math.max(to, x[x.length - 1] as number);
  }
  return from > to ? undefined : { from, to };
}
