/**
 * Contents that are too large for Git's objects, by their digests, in a storage of our own: `git lfs prune` deletes from
 * that of Git LFS what only runs hold. There each content has but a second name.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from '../durable-names.ts';
import type { GitConfig, Place } from '../repository.ts';
import { copyHashed } from './copy-hashed.ts';
import { arrivals, contentsDirectory, fileIn, incoming, SHA256, usersStorage } from './places.ts';
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

/** Opens the contents of a repository; nothing is made before there is one. */
export function openContents(place: Pick<Place, 'commonDir'>, config: GitConfig): Contents {
  const ours = contentsDirectory(place);
  const theirs = usersStorage(place, config);
  return {
    async put(file) {
      const content = await store(place, file);
      await nameTwice(fileIn(ours, content.sha256), theirs && fileIn(theirs, content.sha256));
      return content;
    },
    async find({ sha256, size }) {
      for (const storage of theirs === undefined ? [ours] : [ours, theirs]) {
        const file = fileIn(storage, sha256);
        const found = await stat(file).catch(() => undefined);
        if (found?.size === size) return file;
      }
      return undefined;
    },
    list: () => listContents(ours),
    async remove({ sha256 }, before) {
      if (!(await removeFile(place, sha256, before))) return false;
      if (theirs !== undefined && !isShared(config)) await removeOlder(fileIn(theirs, sha256), before);
      return true;
    },
    async sweep(before) {
      for (const path of await entriesOf(incoming(place))) await removeOlder(path, before);
      for (const path of await filesBelow(arrivals(place))) await removeOlder(path, before);
    },
  };
}

/** Other repositories may have pointers to what is in it. */
function isShared(config: GitConfig): boolean {
  return config.get('lfs.storage') !== undefined;
}

async function store(place: Pick<Place, 'commonDir'>, file: string | Buffer): Promise<Content> {
  const copy = join(incoming(place), randomUUID());
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
  try {
    const content = await copyHashed(file, copy);
    const target = fileIn(contentsDirectory(place), content.sha256);
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
async function removeFile(place: Pick<Place, 'commonDir'>, sha256: string, before: number): Promise<boolean> {
  const file = fileIn(contentsDirectory(place), sha256);
  const aside = join(incoming(place), randomUUID());
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

async function entriesOf(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.map(name => join(directory, name));
}

async function filesBelow(directory: string): Promise<string[]> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const paths = names.map(name => join(directory, name));
  const found = await Promise.all(paths.map(path => stat(path).catch(() => undefined)));
  return paths.filter((_, at) => found[at]?.isFile());
}
