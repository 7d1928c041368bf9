/** The metric series of many runs, in few round trips. */
import type { ReadableObjects } from '../git/readable.ts';
import { type RunChunk, readSeriesFiles, type SeriesFile } from './series-files.ts';
import { DIRECTORY, treeItems } from './tree-items.ts';

/** Reads the series of runs, in the order of their commits; each file's points in the order they were logged. Throws CorruptRecordError. */
export function readRunSeries(
  objects: ReadableObjects,
  commits: readonly string[],
): AsyncGenerator<RunChunk> {
  return readSeriesFiles(objects, commits, metricFiles);
}

async function metricFiles(objects: ReadableObjects, commits: readonly string[]): Promise<SeriesFile[]> {
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
