/** Every point of the metrics of runs, as records of an export. */
import type { ReadableObjects } from '../git/readable.ts';
import { lookup } from '../query/lookup.ts';
import { isResource } from '../run/metric.ts';
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { readResourceSeries } from '../store/resource-series.ts';
import { readRunSeries } from '../store/run-series.ts';
import type { RunChunk } from '../store/series-files.ts';
import type { ExportColumn } from '../view/export/columns.ts';

/** The columns of a point, behind those of its run. Time is in seconds since 1970. */
export const POINT_TITLES = ['metric', 'step', 'value', 'time'] as const;

/** What stands before them where nothing else was asked for. */
export const RUN_TITLES = ['id', 'name'] as const;

type Values = readonly (Scalar | undefined)[];

/** Points of one metric of one run that follow each other. */
export interface PointRecords {
  readonly metric: string;
  readonly records: readonly Values[];
}

/** Runs whose points are read together. */
const TOGETHER = 128;

/**
 * Reads the points of runs, of some metrics or of all, run by run as they come; what git-run measured of their jobs, where
 * it is named, behind those of some runs. Throws CorruptRecordError.
 */
export async function* exportPoints(
  objects: ReadableObjects,
  rows: AsyncIterable<RunRow> | Iterable<RunRow>,
  columns: readonly ExportColumn[],
  metrics: ReadonlySet<string>,
): AsyncGenerator<PointRecords> {
  let batch = new Map<string, Values>();
  const isMeasured = [...metrics].some(isResource);
  for await (const row of rows) {
    // One in progress has no commit yet, and one without metrics no points.
    if (row.commit === undefined || (!isMeasured && Object.keys(row.metrics).length === 0)) continue;
    batch.set(
      row.commit,
      columns.map(({ key }) => lookup(row, key)),
    );
    if (batch.size < TOGETHER) continue;
    yield* pointsOf(objects, batch, metrics);
    batch = new Map();
  }
  yield* pointsOf(objects, batch, metrics);
}

async function* pointsOf(
  objects: ReadableObjects,
  runs: ReadonlyMap<string, Values>,
  metrics: ReadonlySet<string>,
): AsyncGenerator<PointRecords> {
  const commits = [...runs.keys()];
  const logged = new Set<string>();
  for await (const found of readRunSeries(objects, commits)) {
    const { key } = found.chunk;
    if (metrics.size > 0 && !metrics.has(key)) continue;
    if (isResource(key)) logged.add(`${found.commit} ${key}`);
    yield recordsOf(found, runs);
  }
  if (![...metrics].some(isResource)) return;
  for await (const found of readResourceSeries(objects, commits)) {
    const { key } = found.chunk;
    // What a job has logged itself under such a name is its own.
    if (metrics.has(key) && !logged.has(`${found.commit} ${key}`)) yield recordsOf(found, runs);
  }
}

function recordsOf({ commit, chunk }: RunChunk, runs: ReadonlyMap<string, Values>): PointRecords {
  const { key, step, value, time } = chunk;
  const run = runs.get(commit) as Values;
  return { metric: key, records: value.map((number, at) => [...run, key, step[at], number, time[at]]) };
}
