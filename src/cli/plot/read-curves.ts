/** The series of runs: every point of some metrics, as recorded, and of what git-run measured of their jobs. */
import type { Readable } from '../../git/readable.ts';
import { own } from '../../query/lookup.ts';
import { isResource, type MetricChunk, type Metrics } from '../../run/metric.ts';
import { readResourceSeries } from '../../store/resource-series.ts';
import { readRunSeries } from '../../store/run-series.ts';
import type { RunChunk } from '../../store/series-files.ts';
import type { MetricSeries } from '../../view/figure/series.ts';

/** A run that has ended, as rows name it. */
export interface SeriesSource {
  /** The run's own commit. */
  readonly commit: string;
  /** ISO 8601. */
  readonly started: string;
  /** Those it logged: where they are known, series that none has are not looked for. */
  readonly metrics?: Metrics;
}

interface Columns {
  readonly step: number[];
  readonly seconds: number[];
  readonly y: number[];
}

/** Reads the series of runs, of each by metric; tells as it goes how many runs are done. Throws CorruptRecordError. */
export async function readCurves(
  { objects }: Readable,
  runs: readonly SeriesSource[],
  { metrics, onRun }: { readonly metrics: ReadonlySet<string>; readonly onRun?: (done: number) => void },
): Promise<Map<string, MetricSeries>[]> {
  const curves = runs.map(() => new Map<string, Columns>());
  const commits = runs.map(({ commit }) => commit);
  const measured = [...metrics].filter(isResource);
  const logged = [...metrics].filter(key => !isResource(key) || runs.some(run => hasLogged(run, key)));
  if (logged.length > 0) {
    const wants = (_: number, key: string) => metrics.has(key);
    await gather(readRunSeries(objects, commits), runs, { curves, wants, onRun });
  }
  if (measured.length > 0) {
    // What a job has logged itself under such a name is its own.
    const open = curves.map(found => new Set(measured.filter(key => !found.has(key))));
    const wants = (at: number, key: string) => open[at]?.has(key) === true;
    await gather(readResourceSeries(objects, commits), runs, { curves, wants, onRun });
  }
  return curves;
}

function hasLogged({ metrics }: SeriesSource, key: string): boolean {
  return metrics === undefined || own(metrics, key) !== undefined;
}

interface Gathering {
  readonly curves: readonly Map<string, Columns>[];
  /** Whether the run of a place is to have the curve of a key. */
  readonly wants: (at: number, key: string) => boolean;
  readonly onRun: ((done: number) => void) | undefined;
}

async function gather(
  chunks: AsyncIterable<RunChunk>,
  runs: readonly SeriesSource[],
  { curves, wants, onRun }: Gathering,
): Promise<void> {
  const commits = runs.map(({ commit }) => commit);
  let at = -1;
  let start = 0;
  for await (const { commit, chunk } of chunks) {
    // They come in the order of the runs, some of which have none.
    if (commits[at] !== commit) {
      at = commits.indexOf(commit, at + 1);
      start = Date.parse(runs[at]?.started ?? '') / 1000;
      onRun?.(at);
    }
    if (wants(at, chunk.key)) add(curves[at] as Map<string, Columns>, chunk, start);
  }
}

function add(curves: Map<string, Columns>, { key, step, value, time }: MetricChunk, start: number): void {
  const columns = curves.get(key) ?? { step: [], seconds: [], y: [] };
  curves.set(key, columns);
  for (const one of step) columns.step.push(one);
  for (const one of time) columns.seconds.push(one - start);
  for (const one of value) columns.y.push(one);
}
