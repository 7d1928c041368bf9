/** Which figures a wish comes to: in the terminal and in pictures what was asked for, the curves of a few metrics otherwise. */
import { type Key, lookup } from '../../query/lookup.ts';
import { mainMetric, varyingParams } from '../../query/salient.ts';
import type { RunRow } from '../../run/run-row.ts';
import { columnOf, isWide } from '../../view/figure/column.ts';
import type { CurvesFigure, Figure, ParallelFigure, ScatterFigure } from '../../view/figure/figure.ts';
import { curveOf } from '../../view/figure/series.ts';
import { printBetter } from '../../view/plot.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { PlotSource, SourceMetric } from './plot-source.ts';
import type { PlotWish } from './wish.ts';

/** The figures, curves first. */
export function figuresOf(source: PlotSource, wish: PlotWish): Figure[] {
  const curves = source.metrics.map(metric => curvesOf(source, metric, wish));
  return [
    ...curves,
    ...(wish.scatter === undefined ? [] : [scatterOf(source, wish.scatter, wish)]),
    ...(wish.parallel === undefined ? [] : [parallelOf(source, wish.parallel, wish)]),
    ...wish.histograms.map((key): Figure => ({ kind: 'histogram', column: columnOf(source.rows, key) })),
  ];
}

function curvesOf(source: PlotSource, { metric, series }: SourceMetric, wish: PlotWish): CurvesFigure {
  return {
    kind: 'curves',
    metric,
    note: printBetter(metric, source.directions),
    label: wish.axis === 'step' ? 'step' : 'seconds',
    logX: wish.logX,
    logY: wish.logY,
    smoothing: wish.smoothing,
    series: series.map(({ run, points }) => ({
      run: source.names[run] as string,
      ...curveOf(points, { ...wish, delay: source.delays[run] as number }),
    })),
  };
}

function scatterOf(
  { rows: all, names: allNames }: PlotSource,
  keys: { readonly x: Key; readonly y: Key },
  { colour, logX, logY }: PlotWish,
): ScatterFigure {
  // What a run that failed early has on one axis says nothing, and might make texts of all numbers.
  const has = (at: number, key: Key) => lookup(all[at] as RunRow, key) !== undefined;
  const places = [...all.keys()].filter(at => has(at, keys.x) && has(at, keys.y));
  const rows = places.map(at => all[at] as RunRow);
  const names = places.map(at => allNames[at] as string);
  const [x, y] = [columnOf(rows, keys.x), columnOf(rows, keys.y)];
  return {
    kind: 'scatter',
    runs: names.map(name => sanitise(name)),
    x,
    y,
    ...(colour === undefined ? {} : { colour: columnOf(rows, colour) }),
    logX: logX || isWide(x),
    logY: logY || isWide(y),
  };
}

function parallelOf({ rows, names }: PlotSource, asked: readonly Key[], wish: PlotWish): ParallelFigure {
  const keys = asked.length > 0 ? asked : parallelKeys(rows);
  const colour = wish.colour ?? keys.at(-1);
  return {
    kind: 'parallel',
    runs: names.map(name => sanitise(name)),
    axes: keys.map(key => columnOf(rows, key)),
    ...(colour === undefined ? {} : { colour: columnOf(rows, colour) }),
  };
}

/** Axes that are told apart. */
const MOST_AXES = 8;

/** The params that tell runs apart, then the best of the metric that counts. */
export function parallelKeys(rows: PlotSource['rows']): Key[] {
  const params = varyingParams(rows, Number.POSITIVE_INFINITY)
    .map((name): Key => ({ kind: 'param', name }))
    // One value, and none in other runs, is no axis.
    .filter(key => new Set(columnOf(rows, key).values.filter(value => value !== undefined)).size > 1)
    .slice(0, MOST_AXES - 1);
  const metric = mainMetric(rows);
  return metric === undefined ? params : [...params, { kind: 'metric', name: `${metric}.best` }];
}
