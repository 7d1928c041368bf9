/**
 * A source put in the place of HEAD's files in the user's own work tree. Every file is written and checked beside the
 * old ones first; then they change places by renaming, and each step can be taken back.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Repository, Status, TreeEntry } from '../git/repository.ts';
import { WouldOverwriteError } from '../run/errors.ts';
import { pathToBytes } from '../run/path.ts';
import { type BlobFile, exactFiles, type SourceFiles } from './source-files.ts';
import { type ExactFile, type ExactWrite, type Written, writeExact } from './write-exact.ts';

export interface InPlace {
  readonly repository: Repository;
  readonly commit: string;
  readonly source: SourceFiles;
  /** Files beside the source, such as artifacts; nothing lies at their paths. */
  readonly beside: readonly ExactFile[];
  readonly links: NonNullable<ExactWrite['links']>;
  /** Of a clean work tree. */
  readonly status: Status;
}

/**
 * Makes the work tree and the index those of a commit, and detaches HEAD at it. Throws WouldOverwriteError where a file
 * of the user's is in the way, edits hidden from `git status` included; then all is as it was.
 */
export async function switchInPlace(request: InPlace): Promise<Written> {
  const { repository, commit, source, status } = request;
  const top = repository.place.workTree as string;
  const head = status.head === undefined ? [] : await repository.objects.files(status.head);
  const { away, come } = difference(head, source.files);
  await refuseHiddenEdits(repository, away);
  const stage = mkdtempSync(join(top, '.git-run-checkout-'));
  const moves = new Moves(top, repository.place.prefix);
  try {
    const files = [...exactFiles(repository, come), ...request.beside];
    mkdirSync(join(stage, 'new'));
    const written = await writeExact({ root: join(stage, 'new'), files, links: request.links });
    for (const [number, { path }] of away.entries()) moves.takeAway(path, join(stage, String(number)));
    for (const { path } of files) moves.bring(at(join(stage, 'new'), path), path);
    for (const { path } of source.submodules) moves.makeDirectory(path);
    await repository.worktree.detach(commit, status.head);
    return written;
  } catch (error) {
    moves.undo();
    throw error;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** What of HEAD goes, and what of the source comes. Files that are recorded with bytes of their own always come. Pure. */
export function difference(
  head: readonly TreeEntry[],
  source: readonly BlobFile[],
): { readonly away: readonly TreeEntry[]; readonly come: readonly BlobFile[] } {
  const before = new Map(head.filter(({ type }) => type === 'blob').map(entry => [entry.path, entry]));
  const come = source.filter(file => {
    const entry = before.get(file.path);
    return entry?.oid !== file.oid || modeOf(entry) !== file.mode;
  });
  const after = new Set(source.map(({ path }) => path));
  const coming = new Set(come.map(({ path }) => path));
  const away = [...before.values()].filter(({ path }) => !after.has(path) || coming.has(path));
  return { away, come };
}

function modeOf({ mode }: TreeEntry): BlobFile['mode'] {
  return mode === '120000' ? 'symlink' : mode === '100755' ? '755' : '644';
}

/** `git status` is blind to files marked assume-unchanged or skip-worktree, and to what was saved a moment ago. */
async function refuseHiddenEdits(
  { worktree, objects, place }: Repository,
  away: readonly TreeEntry[],
): Promise<void> {
  const top = place.workTree as string;
  const there = away.filter(({ path }) => lstatSync(at(top, path), { throwIfNoEntry: false }) !== undefined);
  const files = there.filter(({ mode }) => mode !== '120000');
  const paths = files.map(({ path }) => path);
  // Either spelling will do: a blob with CR LF in it is not converted on its way to disk.
  const [filtered, exact] = await Promise.all([worktree.storeFiltered(paths), objects.store(paths)]);
  const edited = files.find(({ oid }, index) => filtered[index] !== oid && exact[index] !== oid);
  const links = there.filter(({ mode }) => mode === '120000');
  const targets = await objects.read(links.map(({ oid }) => oid));
  const turned = links.find(({ path }, index) => !targets[index]?.content.equals(targetOf(at(top, path))));
  const [found] = [edited, turned].filter(entry => entry !== undefined);
  if (found !== undefined) throw new WouldOverwriteError(found.path, 'it has changes that are not committed');
}

function targetOf(file: Buffer): Buffer {
  try {
    return readlinkSync(file, 'buffer');
  } catch {
    // With core.symlinks=false it is a file; what it holds cannot be told from an edit.
    return Buffer.alloc(0);
  }
}

/** Renames that can be taken back, last one first. */
class Moves {
  readonly #top: string;
  /** The user's own directory, which is never removed. */
  readonly #kept: string;
  readonly #undo: (() => void)[] = [];

  constructor(top: string, prefix: string) {
    this.#top = top;
    this.#kept = prefix.replace(/\/$/, '');
  }

  takeAway(path: string, to: string): void {
    const from = at(this.#top, path);
    // Not there in a sparse work tree.
    if (lstatSync(from, { throwIfNoEntry: false }) === undefined) return;
    this.#rename(from, to);
    for (let parent = parentOf(path); parent !== '' && parent !== this.#kept; parent = parentOf(parent)) {
      const directory = at(this.#top, parent);
      try {
        rmdirSync(directory);
      } catch {
        return;
      }
      this.#undo.push(() => mkdirSync(directory));
    }
  }

  bring(from: Buffer, path: string): void {
    const parent = parentOf(path);
    if (parent !== '') this.makeDirectory(parent);
    const to = at(this.#top, path);
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined)
      throw new WouldOverwriteError(path, 'it is there, and not committed');
    this.#rename(from, to);
  }

  /** Makes a directory and those above it, and takes none for granted that is a link. */
  makeDirectory(path: string): void {
    if (path === '') return;
    this.makeDirectory(parentOf(path));
    const directory = at(this.#top, path);
    const stat = lstatSync(directory, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return;
    if (stat !== undefined) throw new WouldOverwriteError(path, 'it is there, and is no directory');
    mkdirSync(directory);
    this.#undo.push(() => rmdirSync(directory));
  }

  undo(): void {
    for (const step of this.#undo.reverse()) step();
  }

  #rename(from: Buffer, to: Buffer | string): void {
    renameSync(from, to);
    this.#undo.push(() => renameSync(to, from));
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function at(directory: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${directory}/`), pathToBytes(path)]);
}

/** What Git keeps beside HEAD while it is in the middle of something: a HEAD that moves would ruin it. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  MERGE_HEAD: 'a merge',
  CHERRY_PICK_HEAD: 'a cherry-pick',
  REVERT_HEAD: 'a revert',
  BISECT_LOG: 'a bisection',
  'rebase-merge': 'a rebase',
  'rebase-apply': 'a rebase',
};

/** What Git is in the middle of in this work tree, such as `a rebase`; undefined where it is in nothing. */
export function underWay({ place }: Repository): string | undefined {
  return Object.entries(UNDER_WAY).find(([name]) => existsSync(join(place.gitDir, name)))?.[1];
}
