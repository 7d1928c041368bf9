/** Files of series of many runs, read in few round trips. */
import type { ReadableObjects } from '../git/readable.ts';
import type { MetricChunk } from '../run/metric.ts';
import { readSeries } from './series.ts';

/** A stretch of a series of the run that a commit holds. */
export interface RunChunk {
  readonly commit: string;
  readonly chunk: MetricChunk;
}

/** A file of series in the tree of a commit. */
export interface SeriesFile {
  readonly commit: string;
  readonly oid: string;
}

/** Runs asked for together, and the bytes of a file up to which it is read with them: larger ones stream by. */
const TOGETHER = 32;
const SMALL = 2 ** 18;

/** Reads the files that `find` names for some commits at a time, in the order of all. Throws CorruptRecordError. */
export async function* readSeriesFiles(
  objects: ReadableObjects,
  commits: readonly string[],
  find: (objects: ReadableObjects, commits: readonly string[]) => Promise<readonly SeriesFile[]>,
): AsyncGenerator<RunChunk> {
  for (let at = 0; at < commits.length; at += TOGETHER) {
    const files = await find(objects, commits.slice(at, at + TOGETHER));
    await objects.prepare?.(files.map(({ oid }) => oid));
    const contents = await objects.read(
      files.map(({ oid }) => oid),
      SMALL,
    );
    for (const [index, { commit, oid }] of files.entries()) {
      const found = contents[index];
      const bytes = found?.type === 'blob' ? whole(found.content) : objects.stream(oid);
      for await (const chunk of readSeries(bytes)) yield { commit, chunk };
    }
  }
}

async function* whole(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
