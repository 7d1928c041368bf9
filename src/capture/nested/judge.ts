/**
 * Whether the commit of a submodule tells all of it: it is clean, byte for byte, its own remote has the commit, and the
 * same holds for every submodule inside it. Nothing is written into it.
 */
import { lstatSync, readdirSync } from 'node:fs';
import type { Repository } from '../../git/repository.ts';
import { readSubmodules } from '../../git/submodules.ts';
import type { Gitlink } from '../../git/work-tree-files.ts';
import { onDisk } from '../file-digest.ts';

export interface Judged {
  /** From the outermost top. */
  readonly path: string;
  /** `gone` where no directory is, `other` where its files must be kept. */
  readonly verdict: 'published' | 'empty' | 'gone' | 'other';
  /** The one it is at; of one that is empty the one it should be. */
  readonly commit?: string;
  /** Whether it holds other files than the repository around it says. */
  readonly dirty: boolean;
  /** Absent where Git finds none. */
  readonly repository?: Repository;
  /** Those inside one that is published. */
  readonly within: readonly Judged[];
}

export interface Place {
  /** The outermost top, absolute. */
  readonly top: string;
  /** Of the repository the submodule is in, from the top, with a final `/`; empty at the top. */
  readonly prefix: string;
  /** Opens the repository at a directory; undefined where there is none that can be read. */
  open(path: string): Promise<Repository | undefined>;
  /** Whether one at the top, with no repository in it, holds the files of its commit. */
  isFilled(gitlink: Gitlink): Promise<boolean>;
}

/** Judges one submodule of the repository at a place. */
export async function judge(place: Place, gitlink: Gitlink): Promise<Judged> {
  const { path: name, oid, unmerged } = gitlink;
  const { top, prefix } = place;
  const path = prefix + name;
  const kind = kindOf(top, path);
  if (kind !== 'directory') return { path, verdict: kind, commit: oid, dirty: false, within: [] };
  const repository = await place.open(path);
  if (repository === undefined) {
    const isFilled = prefix === '' && !unmerged && (await place.isFilled(gitlink));
    if (isFilled) return { path, verdict: 'published', commit: oid, dirty: false, within: [] };
    return { path, verdict: 'other', dirty: true, within: [] };
  }
  const found = await look(repository);
  const within = await judgeWithin({ ...place, prefix: `${path}/` }, found.gitlinks);
  const dirty = unmerged || found.head !== oid || found.isChanged || within.some(inner => inner.dirty);
  const commit = found.head === undefined ? {} : { commit: found.head };
  const isNamed = readSubmodules(`${top}/${prefix}`).has(name);
  const isWhole = within.every(({ verdict }) => verdict === 'published' || verdict === 'empty');
  const isPublished = isNamed && !unmerged && !found.isChanged && found.isPublished && isWhole;
  return { path, verdict: isPublished ? 'published' : 'other', ...commit, dirty, repository, within };
}

/** A directory that holds nothing is a submodule that was never checked out. */
function kindOf(top: string, path: string): 'directory' | 'empty' | 'gone' {
  try {
    const directory = onDisk(top, path);
    if (!lstatSync(directory).isDirectory()) return 'gone';
    return readdirSync(directory).length === 0 ? 'empty' : 'directory';
  } catch {
    return 'gone';
  }
}

interface Look {
  readonly head?: string;
  readonly isChanged: boolean;
  readonly isPublished: boolean;
  readonly gitlinks: readonly Gitlink[];
}

/** One whose status cannot be told counts as changed. */
async function look(repository: Repository): Promise<Look> {
  const { worktree } = repository;
  try {
    const [{ head, entries }, marks, isPublished] = await Promise.all([
      worktree.status({ ownOnly: true }),
      worktree.marks(),
      worktree.isPublished(),
    ]);
    const isChanged =
      entries.length > 0 ||
      marks.hidden.length > 0 ||
      (isPublished && marks.converts && (await isDisguised(repository)));
    return { ...(head === undefined ? {} : { head }), isChanged, isPublished, gitlinks: marks.gitlinks };
  } catch {
    return { isChanged: true, isPublished: false, gitlinks: [] };
  }
}

/** Whether a file's bytes may be others than its commit has, though nothing was changed: line ends, filters. */
async function isDisguised({ worktree, objects, place }: Repository): Promise<boolean> {
  const convertible = await worktree.convertible();
  if (convertible.length === 0) return false;
  if (convertible.some(({ sameLength }) => sameLength)) return true;
  const sizes = new Map((await objects.files('HEAD')).map(({ path, size }) => [path, size]));
  return convertible.some(({ path }) => {
    const stat = lstatSync(onDisk(place.workTree as string, path), { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size !== sizes.get(path);
  });
}

async function judgeWithin(place: Place, gitlinks: readonly Gitlink[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const gitlink of gitlinks) judged.push(await judge(place, gitlink));
  return judged;
}
