/** What the jobs of runs took while they ran: `resources.ndjson`, series like those of metrics, which lists know nothing of. */
import type { ReadableObjects } from '../git/readable.ts';
import { RESOURCES } from '../run/manifest.ts';
import { type RunChunk, readSeriesFiles, type SeriesFile } from './series-files.ts';
import { treeItems } from './tree-items.ts';

/**
 * Reads the series of runs, in the order of their commits: `system/cpu` and what else was measured, as of `isResource`.
 * A run that was over at once has none, nor has one of before there were any. Throws CorruptRecordError.
 */
export function readResourceSeries(
  objects: ReadableObjects,
  commits: readonly string[],
): AsyncGenerator<RunChunk> {
  return readSeriesFiles(objects, commits, resourceFiles);
}

async function resourceFiles(objects: ReadableObjects, commits: readonly string[]): Promise<SeriesFile[]> {
  const trees = await objects.read(commits.map(commit => `${commit}^{tree}`));
  return commits.flatMap((commit, index) => {
    const tree = trees[index];
    const items = tree?.type === 'tree' ? treeItems(tree.content, tree.oid) : undefined;
    const file = items?.find(({ name }) => name === RESOURCES);
    return file === undefined ? [] : [{ commit, oid: file.oid }];
  });
}
