/** Series from the stretches in which they are stored. */
import type { MetricChunk } from '../../run/metric.ts';
import type { RunSeries } from '../../tui/desk.ts';
import { type GrowingSeries, growingSeries } from './growing-series.ts';

/** Puts them together, by metric, of a run that began at `started`, in ms since 1970. */
export function seriesOfChunks(chunks: Iterable<MetricChunk>, started: number): Map<string, RunSeries> {
  const growing = new Map<string, GrowingSeries>();
  for (const chunk of chunks) addChunk(growing, chunk, started);
  return seriesIn(growing);
}

/** Adds a stretch to the series of its metric. */
export function addChunk(growing: Map<string, GrowingSeries>, chunk: MetricChunk, started: number): void {
  const { key, step, value, time } = chunk;
  const of = growing.get(key) ?? growingSeries();
  growing.set(key, of);
  for (const [at, one] of step.entries())
    of.add(one, (time[at] as number) - started / 1000, value[at] as number);
}

/** What has become of them. */
export function seriesIn(growing: ReadonlyMap<string, GrowingSeries>): Map<string, RunSeries> {
  return new Map([...growing].map(([key, of]) => [key, of.series()]));
}
