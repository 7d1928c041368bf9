/** A job that has ended, for the sources that look at what it left. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CaptureContext, CaptureSource, EndedContext, Findings } from '../../src/capture/capture.ts';
import { openMetricSeries } from '../../src/capture/metrics/metric-series.ts';
import { parseCanonical } from '../../src/run/json.ts';
import type { MetricChunk, Metrics } from '../../src/run/metric.ts';

export interface Left {
  readonly findings: Findings;
  readonly metrics: Metrics;
  /** The lines of each file of series, by its path from the run's `metrics/`. */
  readonly series: Readonly<Record<string, readonly MetricChunk[]>>;
}

/** Asks a source what a job left; the job began an hour before its files were written. */
export async function leftBy(
  source: CaptureSource,
  job: CaptureContext,
  times: Partial<Pick<EndedContext, 'started' | 'ended'>> = {},
): Promise<Left> {
  const metrics = openMetricSeries({ directory: join(job.live, 'metrics'), now: () => 5 });
  const started = Date.now() - 3_600_000;
  const findings = await source.after?.({ ...job, started, ended: Date.now(), ...times, metrics });
  const closed = await metrics.close();
  const series = closed.files.map(({ path, file }) => [path, chunksOf(file)]);
  return { findings: findings ?? {}, metrics: closed.metrics, series: Object.fromEntries(series) };
}

/** The lines of a file of series. */
export function chunksOf(file: string): MetricChunk[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map(line => parseCanonical(line) as unknown as MetricChunk);
}

/** Writes a file below a directory, making its own. */
export function put(directory: string, path: string, content: string | Buffer = ''): string {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
