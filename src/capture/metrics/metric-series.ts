/** Metric series on their way into a run: written as they come, so that memory stays flat. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../run/json.ts';
import { type MetricChunk, type MetricSummary, type Metrics, summarise } from '../../run/metric.ts';
import type { FoundFile, MetricSink } from '../capture.ts';

export interface MetricSeriesFiles extends MetricSink {
  /** Writes what is still held. `metrics` sums up each key over all writers; a file's path is from the run's `metrics/`. */
  close(): Promise<{ readonly metrics: Metrics; readonly files: readonly FoundFile[] }>;
}

/** Points of one key in one line. */
const LINE_POINTS = 1000;
/** Points held over all series. */
const HELD_POINTS = 50_000;

/** The points of one key by one writer that are not written yet: step, value, time; step, value, time … */
interface Series {
  points: number[];
  lastStep: number;
}

/** Opens the series files of one run in a directory of their own. `now` is in seconds since 1970: the time of points that have none. */
export function openMetricSeries({
  directory,
  now,
}: {
  readonly directory: string;
  readonly now: () => number;
}): MetricSeriesFiles {
  const writers = new Map<string, Map<string, Series>>();
  const started = new Set<string>();
  const summaries = new Map<string, MetricSummary>();
  let held = 0;
  return { add, close };

  function add(name: string, key: string, value: number, step?: number, time?: number): void {
    const writer = writerName(name);
    const series = seriesOf(writer, key);
    series.lastStep = step ?? series.lastStep + 1;
    series.points.push(series.lastStep, value, time ?? now());
    summaries.set(key, summarise(summaries.get(key), value, series.lastStep));
    held++;
    if (series.points.length >= 3 * LINE_POINTS) write(writer, [[key, series]]);
    if (held >= HELD_POINTS) writeAll();
  }

  function seriesOf(writer: string, key: string): Series {
    const byKey = writers.get(writer) ?? new Map<string, Series>();
    writers.set(writer, byKey);
    const series = byKey.get(key) ?? { points: [], lastStep: -1 };
    byKey.set(key, series);
    return series;
  }

  function write(writer: string, all: Iterable<readonly [string, Series]>): void {
    let lines = '';
    for (const [key, series] of all) {
      if (series.points.length === 0) continue;
      lines += `${canonical(chunkOf(key, series.points))}\n`;
      held -= series.points.length / 3;
      series.points = [];
    }
    if (lines === '') return;
    if (started.size === 0) mkdirSync(directory, { recursive: true, mode: 0o700 });
    // What an earlier attempt left there, before it was interrupted, is written anew.
    const put = started.has(writer) ? appendFileSync : writeFileSync;
    put(fileOf(writer), lines, { mode: 0o600 });
    started.add(writer);
  }

  function writeAll(): void {
    for (const [writer, byKey] of writers) write(writer, byKey);
  }

  function fileOf(writer: string): string {
    return join(directory, `${writer}.ndjson`);
  }

  async function close() {
    writeAll();
    const metrics: Record<string, MetricSummary> = Object.create(null);
    for (const [key, summary] of summaries) metrics[key] = summary;
    const files = [...started].sort().map(writer => ({ path: `${writer}.ndjson`, file: fileOf(writer) }));
    return { metrics, files };
  }
}

/** A name that is safe as a file's: at most 100 of `[A-Za-z0-9._-]`. */
export function writerName(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100) || '_';
}

function chunkOf(key: string, points: readonly number[]): MetricChunk {
  const [step, value, time]: [number[], number[], number[]] = [[], [], []];
  for (let at = 0; at < points.length; at += 3) {
    step.push(points[at] as number);
    value.push(points[at + 1] as number);
    time.push(points[at + 2] as number);
  }
  return { key, step, value, time };
}
