/** Which files differ between two trees, told by the trees alone: where there is no git program, or no repository. */
import type { PathChange } from '../run/path-change.ts';
import type { ReadableObjects, TreeFile } from './readable.ts';

/** The files that differ, by path; renames are a removal and an addition. With `paths`, only those at or below one of them. Throws what `files` throws. */
export async function changedPaths(
  objects: Pick<ReadableObjects, 'files'>,
  from: string,
  to: string,
  paths: readonly string[] = [],
): Promise<PathChange[]> {
  const before = new Map((await objects.files(from)).map(file => [file.path, file]));
  const after = await objects.files(to);
  const there = new Set(after.map(({ path }) => path));
  const changes: PathChange[] = [
    ...[...before.keys()].filter(path => !there.has(path)).map(path => ({ path, state: 'removed' }) as const),
    ...after.flatMap(file => changeTo(before.get(file.path), file)),
  ];
  const wanted = paths.map(path => path.replace(/^\.\/|\/+$/g, ''));
  const isWanted = (path: string) =>
    wanted.length === 0 || wanted.some(one => one === '.' || path === one || path.startsWith(`${one}/`));
  return changes.filter(({ path }) => isWanted(path)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function changeTo(before: TreeFile | undefined, { path, oid, mode }: TreeFile): PathChange[] {
  if (before === undefined) return [{ path, state: 'added' }];
  return before.oid === oid && before.mode === mode ? [] : [{ path, state: 'changed' }];
}
