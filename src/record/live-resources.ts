/** What a job takes, as series: of a run in progress, and of one that is about to be stored. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSamples } from '../capture/job/read-samples.ts';
import { RESOURCES } from '../run/manifest.ts';
import type { MetricChunk } from '../run/metric.ts';
import { encodeSeries } from '../store/encode.ts';
import { entryOf } from '../store/save.ts';
import type { LiveRun } from './live.ts';
import type { Packed } from './pack.ts';

/** The file of a journal that the samples of its job are added to. */
export function samplesFile({ path }: LiveRun): string {
  return join(path, 'resources');
}

/**
 * Reads what was measured of a job so far, a chunk for each key: steps are whole seconds since `started`, in ms since
 * 1970. None where nothing was measured yet. Rejects with the system's errors.
 */
export async function readLiveResources(live: LiveRun, started: number): Promise<MetricChunk[]> {
  const file = samplesFile(live);
  // Most jobs are over before there is anything: to look costs less than to fail.
  if (!existsSync(file)) return [];
  const columns = new Map<string, Columns>();
  for await (const { time, values } of readSamples(file)) {
    const step = Math.max(0, Math.floor(time - started / 1000));
    for (const [key, value] of Object.entries(values)) add(columns, key, { step, value, time });
  }
  return [...columns].map(([key, of]) => ({ key, ...of }));
}

/** The file of a run that holds them; none where nothing was measured. That they cannot be read is a problem of the run. */
export async function packResources(live: LiveRun, started: number): Promise<Packed> {
  try {
    const chunks = await readLiveResources(live, started);
    if (chunks.length === 0) return { files: [], problems: [] };
    const content = Buffer.from(encodeSeries(chunks));
    return { files: [{ path: RESOURCES, content, ...entryOf(content) }], problems: [] };
  } catch (error) {
    const message = `${RESOURCES} could not be kept: ${(error as Error).message}`;
    return { files: [], problems: [{ code: 'not-kept', message }] };
  }
}

interface Columns {
  readonly step: number[];
  readonly value: number[];
  readonly time: number[];
}

function add(
  columns: Map<string, Columns>,
  key: string,
  point: { readonly step: number; readonly value: number; readonly time: number },
): void {
  const of = columns.get(key) ?? { step: [], value: [], time: [] };
  columns.set(key, of);
  of.step.push(point.step);
  of.value.push(point.value);
  of.time.push(point.time);
}
