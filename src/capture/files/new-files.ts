/** Files that a job left in the work tree and nobody keeps: said at the end of a run, never silently lost. */
import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join, relative } from 'node:path';
import type { WorkTree } from '../../git/repository.ts';

/** Directories of tools: what appears in them is not a result. */
const PASSED_BY = new Set(
  '.git .hg .svn .venv venv .tox .nox .conda node_modules __pycache__ .mypy_cache .pytest_cache .ruff_cache .ipynb_checkpoints .idea .vscode .cache'.split(
    ' ',
  ),
);

/** No more are looked for: who leaves more needs no list of them. */
const ENOUGH = 1000;

export interface NewFilesQuestion {
  readonly worktree: WorkTree;
  /** The top of the work tree. */
  readonly top: string;
  /** ms since 1970 by the file system's clock, which ticks coarser than the system's: the time of a file written then. */
  readonly since: number;
  /** Paths that are kept. */
  readonly kept: ReadonlySet<string>;
}

/** Paths of files that were created since a time, are not tracked and not kept; from the top, sorted. */
export async function newFiles({ worktree, top, since, kept }: NewFilesQuestion): Promise<string[]> {
  const found: string[] = [];
  walk(top, {
    since,
    found: file => found.push(relative(top, file)),
    full: () => found.length >= ENOUGH,
  });
  const fresh = found.filter(path => !kept.has(path));
  const tracked = await worktree.tracked(fresh);
  return fresh.filter(path => !tracked.has(path)).sort();
}

interface Walk {
  readonly since: number;
  found(file: string): void;
  full(): boolean;
}

/**
 * A directory into which nothing was put since then needs no look at its files; one that has, besides, only the two
 * links of a leaf holds no directory and needs no look at all. The job is over and nothing else waits: to ask from
 * other threads would take twenty times as long.
 */
function walk(directory: string, how: Walk): void {
  const stat = lookAt(directory);
  if (stat === undefined || how.full()) return;
  const changed = since(stat, how.since);
  if (!changed && stat.nlink === 2) return;
  for (const entry of entriesOf(directory)) {
    if (how.full()) return;
    const path = join(directory, entry.name);
    if (entry.isDirectory() && !PASSED_BY.has(entry.name)) walk(path, how);
    else if (changed && entry.isFile() && !entry.name.endsWith('.pyc')) {
      const file = lookAt(path);
      if (file !== undefined && since(file, how.since)) how.found(path);
    }
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}

function since(stat: Stats, time: number): boolean {
  return Math.max(stat.ctimeMs, stat.mtimeMs) >= time;
}
