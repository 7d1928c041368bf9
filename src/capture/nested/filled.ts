/**
 * A submodule without a repository in it that holds just the files of its commit: a checkout of a run filled it. It is
 * as the tree says, so that a run in such a worktree has the source of the first one.
 */
import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Repository, TreeEntry } from '../../git/repository.ts';
import { readSubmodules } from '../../git/submodules.ts';
import type { Gitlink } from '../../git/work-tree-files.ts';
import { onDisk } from '../file-digest.ts';
import type { SeenEntry } from '../source-plan.ts';
import { contentOf } from './content.ts';

/** More files than any other repository within may have are not compared. */
const MOST = 20_000;

/** Compares with a clone of the submodule that this repository keeps; false where there is none, or it is not published. */
export async function isFilled(repository: Repository, { path, oid }: Gitlink): Promise<boolean> {
  const top = repository.place.workTree as string;
  if (lstatSync(onDisk(top, `${path}/.git`), { throwIfNoEntry: false }) !== undefined) return false;
  const clone = await cloneOf(repository, path);
  try {
    if (clone === undefined || !(await clone.worktree.isPublished(oid))) return false;
    const files = await clone.objects.files(oid);
    const there = await contentOf({ top, path, sizeLimit: Number.POSITIVE_INFINITY, most: MOST });
    // Submodules inside it that were filled as well are stored with it.
    if (there.inside.length > 0 || there.count > MOST) return false;
    const expected = new Map(
      files.filter(({ type }) => type === 'blob').map(file => [`${path}/${file.path}`, file]),
    );
    const isAlike = ({ entry, look }: SeenEntry) => looksLike(expected.get(entry.path), look);
    if (there.files.length !== expected.size || !there.files.every(isAlike)) return false;
    return await holdsBytes(repository, clone, expected, there.files);
  } catch {
    return false;
  } finally {
    await clone?.close();
  }
}

/** Git keeps it below `modules/`; one that was added in place has it in the main work tree. */
async function cloneOf(repository: Repository, path: string): Promise<Repository | undefined> {
  const { commonDir, workTree } = repository.place;
  const name = readSubmodules(workTree as string).get(path);
  if (name === undefined) return undefined;
  for (const place of [join(commonDir, 'modules', name), join(dirname(commonDir), path)]) {
    const clone =
      place === join(workTree as string, path)
        ? undefined
        : await repository.open(place).catch(() => undefined);
    if (clone !== undefined) return clone;
  }
  return undefined;
}

function looksLike(entry: TreeEntry | undefined, look: SeenEntry['look']): boolean {
  if (look.kind === 'link') return entry?.mode === '120000';
  const mode = look.kind === 'file' && look.executable ? '100755' : '100644';
  return look.kind === 'file' && entry?.mode === mode && entry.size === look.size;
}

async function holdsBytes(
  { objects }: Repository,
  clone: Repository,
  expected: ReadonlyMap<string, TreeEntry>,
  seen: readonly SeenEntry[],
): Promise<boolean> {
  const oidOf = ({ entry }: SeenEntry) => expected.get(entry.path)?.oid as string;
  const [files, links] = [seen.filter(isFile), seen.filter(one => !isFile(one))];
  const [ids, targets] = await Promise.all([
    files.length === 0 ? [] : objects.store(files.map(({ entry }) => entry.path)),
    clone.objects.read(links.map(oidOf)),
  ]);
  return (
    files.every((file, index) => ids[index] === oidOf(file)) &&
    links.every(({ look }, index) => look.kind === 'link' && targets[index]?.content.equals(look.target))
  );
}

function isFile({ look }: SeenEntry): boolean {
  return look.kind === 'file';
}
