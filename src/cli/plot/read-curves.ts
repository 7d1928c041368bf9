/** The series of runs: every point of some metrics, as recorded. */
import type { Readable } from '../../git/readable.ts';
import type { MetricChunk } from '../../run/metric.ts';
import { readRunSeries } from '../../store/run-series.ts';
import type { MetricSeries } from '../../view/figure/series.ts';

/** A run that has ended, as rows name it. */
export interface SeriesSource {
  /** The run's own commit. */
  readonly commit: string;
  /** ISO 8601. */
  readonly started: string;
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
  let at = -1;
  let start = 0;
  for await (const { commit, chunk } of readRunSeries(objects, commits)) {
    // They come in the order of the runs, some of which have none.
    if (commits[at] !== commit) {
      at = commits.indexOf(commit, at + 1);
      start = Date.parse(runs[at]?.started ?? '') / 1000;
      onRun?.(at);
    }
    if (metrics.has(chunk.key)) add(curves[at] as Map<string, Columns>, chunk, start);
  }
  return curves;
}

function add(curves: Map<string, Columns>, { key, step, value, time }: MetricChunk, start: number): void {
  const columns = curves.get(key) ?? { step: [], seconds: [], y: [] };
  curves.set(key, columns);
  for (const one of step) columns.step.push(one);
  for (const one of time) columns.seconds.push(one - start);
  for (const one of value) columns.y.push(one);
}
