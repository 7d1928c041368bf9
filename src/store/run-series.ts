/** The metric series of many runs, in few round trips. */
import type { ReadableObjects } from '../git/readable.ts';
import type { MetricChunk } from '../run/metric.ts';
import { readSeries } from './series.ts';
import { DIRECTORY, treeItems } from './tree-items.ts';

/** A stretch of a series of the run that a commit holds. */
export interface RunChunk {
  readonly commit: string;
  readonly chunk: MetricChunk;
}

/** Runs asked for together, and the bytes of a file up to which it is read with them: larger ones stream by. */
const TOGETHER = 32;
const SMALL = 2 ** 18;

/** Reads the series of runs, in the order of their commits; each file's points in the order they were logged. Throws CorruptRecordError. */
export async function* readRunSeries(
  objects: ReadableObjects,
  commits: readonly string[],
): AsyncGenerator<RunChunk> {
  for (let at = 0; at < commits.length; at += TOGETHER) {
    const files = await seriesFiles(objects, commits.slice(at, at + TOGETHER));
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

interface SeriesFile {
  readonly commit: string;
  readonly oid: string;
}

async function seriesFiles(objects: ReadableObjects, commits: readonly string[]): Promise<SeriesFile[]> {
  const trees = await objects.read(commits.map(commit => `${commit}:metrics`));
  const files: SeriesFile[] = [];
  for (const [index, commit] of commits.entries()) {
    const tree = trees[index];
    const items = tree?.type === 'tree' ? (treeItems(tree.content, tree.oid) ?? []) : [];
    // Writers of many hosts may have a folder each.
    const found = items.some(({ mode }) => mode === DIRECTORY)
      ? await objects.files(commit, 'metrics')
      : items;
    for (const { oid } of found) files.push({ commit, oid });
  }
  return files;
}
