/** The series of runs as curves: every point of some metrics over steps or seconds. */
import type { Readable } from '../git/readable.ts';
import { type LoadedRun, runFiles } from '../store/load.ts';
import { readSeries } from '../store/series.ts';
import type { PlottedSeries } from '../view/plot.ts';

/** `relative` counts from a run's own start, `time` from the first start of all. */
export type Axis = 'step' | 'relative' | 'time';

export interface CurveWish {
  readonly metrics: ReadonlySet<string>;
  readonly axis: Axis;
  /** Every so many points one is taken, and the last. */
  readonly every: number;
  /** Seconds since 1970 that `time` counts from. */
  readonly origin: number;
}

interface Columns {
  readonly x: number[];
  readonly y: number[];
}

/** Reads a run's curves by metric, `x` ascending. Throws CorruptRecordError. */
export async function readCurves(
  source: Readable,
  run: LoadedRun,
  wish: CurveWish,
): Promise<Map<string, PlottedSeries>> {
  const found = new Map<string, Columns>();
  const start = Date.parse(run.run.started) / 1000;
  for (const { oid } of (await runFiles(source, run.commit, 'metrics')).values()) {
    for await (const { key, step, value, time } of readSeries(source.objects.stream(oid))) {
      if (!wish.metrics.has(key)) continue;
      const columns = found.get(key) ?? { x: [], y: [] };
      found.set(key, columns);
      const from = wish.axis === 'time' ? wish.origin : start;
      for (const [at, y] of value.entries()) {
        columns.x.push(wish.axis === 'step' ? (step[at] as number) : (time[at] as number) - from);
        columns.y.push(y);
      }
    }
  }
  return new Map(
    [...found].map(([key, columns]) => [key, { run: run.run.name, ...thinned(ascending(columns), wish) }]),
  );
}

/** A run that was resumed, or several writers, may go back. */
function ascending(columns: Columns): Columns {
  const { x, y } = columns;
  if (x.every((value, at) => at === 0 || value >= (x[at - 1] as number))) return columns;
  const order = [...x.keys()].sort((a, b) => (x[a] as number) - (x[b] as number));
  return { x: order.map(at => x[at] as number), y: order.map(at => y[at] as number) };
}

function thinned({ x, y }: Columns, { every }: CurveWish): Columns {
  if (every === 1) return { x, y };
  const isKept = (at: number) => at % every === 0 || at === x.length - 1;
  return { x: x.filter((_, at) => isKept(at)), y: y.filter((_, at) => isKept(at)) };
}
