/**
 * Contents that are too large for Git's objects, by their digests: `<git common dir>/git-run/artifacts/`, laid out as an
 * LFS storage is, so that git-lfs can be pointed at it. `git lfs prune` deletes from Git LFS's own storage what only
 * runs hold: there each content has but a second name.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { syncDirectory } from '../durable-names.ts';
import type { GitConfig, Place } from '../repository.ts';
import { copyHashed } from './copy-hashed.ts';
import type { Content } from './pointer.ts';

/** A content that is here, and when it was last stored, in ms since 1970. */
export interface StoredContent extends Content {
  readonly modified: number;
}

export interface Contents {
  /** Stores a copy of a file, durable when it returns; one that is here already only once. Rejects with the system's errors. */
  put(file: string | Buffer): Promise<Content>;
  /** Where a content is; undefined where it is not here. A file of another size is none. */
  find(content: Content): Promise<string | undefined>;
  /** All that are here, those of Git LFS's own storage left out. */
  list(): Promise<StoredContent[]>;
  /**
   * Removes a content, from Git LFS's own storage as well where that is of this repository alone; not one that was stored
   * after a time, in ms since 1970. Returns whether it is gone.
   */
  remove(content: Content, before: number): Promise<boolean>;
  /** Removes what was not finished by a time, in ms since 1970. */
  sweep(before: number): Promise<void>;
}

/** The directory of a clone's contents. */
export function contentsDirectory({ commonDir }: Pick<Place, 'commonDir'>): string {
  return join(commonDir, 'git-run', 'artifacts');
}

/** Opens the contents of a repository; nothing is made before there is one. */
export function openContents(place: Pick<Place, 'commonDir'>, config: GitConfig): Contents {
  const ours = contentsDirectory(place);
  const theirs = lfsStorage(place, config);
  return {
    async put(file) {
      const content = await store(ours, file);
      await nameTwice(fileOf(ours, content.sha256), theirs && fileOf(theirs, content.sha256));
      return content;
    },
    async find({ sha256, size }) {
      for (const storage of theirs === undefined ? [ours] : [ours, theirs]) {
        const file = fileOf(storage, sha256);
        const found = await stat(file).catch(() => undefined);
        if (found?.size === size) return file;
      }
      return undefined;
    },
    list: () => listContents(ours),
    async remove({ sha256 }, before) {
      if (!(await removeFile(ours, sha256, before))) return false;
      if (theirs !== undefined && !isShared(config)) await removeOlder(fileOf(theirs, sha256), before);
      return true;
    },
    sweep: before => sweep(join(ours, INCOMING), before),
  };
}

/** Where Git LFS keeps its own; undefined where only it knows: https://github.com/git-lfs/git-lfs/blob/main/docs/man/git-lfs-config.adoc */
function lfsStorage({ commonDir }: Pick<Place, 'commonDir'>, config: GitConfig): string | undefined {
  const set = config.get('lfs.storage') ?? 'lfs';
  return isAbsolute(set) || !set.startsWith('~') ? resolve(commonDir, set) : undefined;
}

/** Other repositories may have pointers to what is in it. */
function isShared(config: GitConfig): boolean {
  return config.get('lfs.storage') !== undefined;
}

function fileOf(storage: string, sha256: string): string {
  // It may come from a stranger's record.
  if (!SHA256.test(sha256)) throw new TypeError(`'${sha256}' is no SHA-256`);
  return join(storage, 'objects', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Where copies are made. git-lfs tidies its own `tmp`. */
const INCOMING = 'incoming';

async function store(storage: string, file: string | Buffer): Promise<Content> {
  const copy = join(storage, INCOMING, randomUUID());
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  try {
    const content = await copyHashed(file, copy);
    const target = fileOf(storage, content.sha256);
    if (!(await isFreshened(target, content.size))) await keep(copy, target);
    return content;
  } finally {
    await rm(copy, { force: true });
  }
}

/** Whether a content is here, and stays: what was stored long ago, and nothing refers to, may be about to be removed. */
async function isFreshened(target: string, size: number): Promise<boolean> {
  try {
    const now = new Date();
    await utimes(target, now, now);
    return (await stat(target)).size === size;
  } catch {
    return false;
  }
}

/** Gives a whole file its name, for good. */
async function keep(copy: string, target: string): Promise<void> {
  await chmod(copy, 0o444);
  await syncFile(copy);
  const directory = dirname(target);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await rename(copy, target);
  // Each of them may be new: bb, aa, objects, artifacts, git-run.
  let path = directory;
  for (let level = 0; level < 5; level++, path = dirname(path)) await syncDirectory(path);
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/**
 * Shows a content to Git LFS: who pushes a run with plain Git then sends it too. No second copy is made for that: it
 * would be lost where the file system can give no file a second name.
 */
async function nameTwice(file: string, other: string | undefined): Promise<void> {
  if (other === undefined) return;
  try {
    await mkdir(dirname(other), { recursive: true });
    await link(file, other).catch(error => {
      if (error.code === 'EEXIST') return;
      return copyFile(file, other, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    });
  } catch {
    // It is stored.
  }
}

async function listContents(storage: string): Promise<StoredContent[]> {
  const objects = join(storage, 'objects');
  const names = await readdir(objects, { recursive: true }).catch(() => []);
  const found: StoredContent[] = [];
  for (const name of names) {
    const sha256 = name.split('/').at(-1) as string;
    if (!SHA256.test(sha256)) continue;
    const { size, mtimeMs } = await stat(join(objects, name));
    found.push({ sha256, size, modified: mtimeMs });
  }
  return found;
}

/** Whoever stores it at this moment has either told its file that it is new, or finds none, and makes it. */
async function removeFile(storage: string, sha256: string, before: number): Promise<boolean> {
  const file = fileOf(storage, sha256);
  const aside = join(storage, INCOMING, randomUUID());
  await mkdir(dirname(aside), { recursive: true, mode: 0o700 });
  await rename(file, aside);
  if ((await stat(aside)).mtimeMs > before) {
    await rename(aside, file);
    return false;
  }
  await rm(aside);
  return true;
}

async function removeOlder(path: string, before: number): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && found.mtimeMs <= before) await rm(path, { recursive: true, force: true });
}

async function sweep(directory: string, before: number): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names) await removeOlder(join(directory, name), before);
}
