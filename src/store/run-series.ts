/** The metric series of many runs, in few round trips. */
import type { ReadableObjects } from '../git/readable.ts';
import { ATTEMPTS, pathInAttempt } from '../run/attempt.ts';
import { type RunChunk, readSeriesFiles, type SeriesFile } from './series-files.ts';
import { DIRECTORY, treeItems } from './tree-items.ts';

/**
 * Reads the series of runs, in the order of their commits, and of each what it recorded before what its attempts added;
 * each file's points in the order they were logged. Throws CorruptRecordError.
 */
export function readRunSeries(
  objects: ReadableObjects,
  commits: readonly string[],
): AsyncGenerator<RunChunk> {
  return readSeriesFiles(objects, commits, metricFiles);
}

async function metricFiles(objects: ReadableObjects, commits: readonly string[]): Promise<SeriesFile[]> {
  const trees = await objects.read(
    commits.flatMap(commit => [`${commit}:metrics`, `${commit}:${ATTEMPTS.slice(0, -1)}`]),
  );
  const files: SeriesFile[] = [];
  for (const [index, commit] of commits.entries()) {
    const [tree, attempts] = trees.slice(2 * index, 2 * index + 2);
    const items = tree?.type === 'tree' ? (treeItems(tree.content, tree.oid) ?? []) : [];
    // Writers of many hosts may have a folder each.
    const found = items.some(({ mode }) => mode === DIRECTORY)
      ? await objects.files(commit, 'metrics')
      : items;
    for (const { oid } of found) files.push({ commit, oid });
    if (attempts?.type === 'tree') files.push(...(await attemptFiles(objects, commit)));
  }
  return files;
}

async function attemptFiles(objects: ReadableObjects, commit: string): Promise<SeriesFile[]> {
  const files = await objects.files(commit, ATTEMPTS.slice(0, -1));
  return files
    .filter(({ path }) => pathInAttempt(path).startsWith('metrics/'))
    .map(({ oid }) => ({ commit, oid }));
}
