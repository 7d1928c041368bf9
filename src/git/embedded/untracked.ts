/** Files that the index does not have. */
import { type Dirent, readdirSync } from 'node:fs';
import { below } from './byte-string.ts';
import type { Ignore } from './ignore.ts';
import { isGitDirectory, readGitFile } from './place.ts';
import type { View } from './view.ts';

export interface Untracked {
  /** A byte string. */
  readonly path: string;
  readonly isRepository: boolean;
}

/** Lists untracked files, but for those in repositories of their own, which are one entry; `skips` leaves some out. */
export function* untrackedFiles(view: View, skips?: Ignore, prefix = ''): Generator<Untracked> {
  for (const entry of entriesOf(view.top, prefix)) {
    const name = entry.name.toString('latin1');
    const path = prefix + name;
    const isDirectory = entry.isDirectory();
    // A directory in the place of a tracked file is as any other, but a submodule is that file.
    const isTracked = isDirectory ? view.submodules.has(path) : view.tracked.has(path);
    if (name === '.git' || isTracked) continue;
    // Sockets, pipes and devices are nothing to Git.
    if (!isDirectory && !entry.isFile() && !entry.isSymbolicLink()) continue;
    if (skips?.ignores(path, isDirectory)) continue;
    if (!isDirectory) yield { path, isRepository: false };
    else if (!view.directories.has(path) && isRepository(view.top, path)) yield { path, isRepository: true };
    else yield* untrackedFiles(view, skips, `${path}/`);
  }
}

/** Lists what is ignored; a directory that is ignored itself is one path, with a final `/`. */
export function* ignoredFiles(view: View, prefix = ''): Generator<string> {
  for (const entry of entriesOf(view.top, prefix)) {
    const path = prefix + entry.name.toString('latin1');
    const isDirectory = entry.isDirectory();
    const isTracked = isDirectory ? view.directories.has(path) : view.tracked.has(path);
    if (path === `${prefix}.git` || view.submodules.has(path)) continue;
    if (!isTracked && view.ignore.ignores(path, isDirectory)) yield isDirectory ? `${path}/` : path;
    else if (isDirectory && !isRepository(view.top, path)) yield* ignoredFiles(view, `${path}/`);
  }
}

function entriesOf(top: string, prefix: string): Dirent<Buffer>[] {
  try {
    const entries = readdirSync(below(top, prefix), { encoding: 'buffer', withFileTypes: true });
    return entries.sort((one, other) => Buffer.compare(one.name, other.name));
  } catch (error) {
    // Git warns and goes on; a directory that has just been removed has no files.
    if (['EACCES', 'ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

function isRepository(top: string, path: string): boolean {
  // Names of Git's own are plain text, and so is what leads to them here: other bytes make it a directory like others.
  const git = below(top, `${path}/.git`).toString();
  const elsewhere = readGitFile(git);
  return isGitDirectory(elsewhere ?? git);
}
