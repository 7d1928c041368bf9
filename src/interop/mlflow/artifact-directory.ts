/**
 * The artifacts of a run that is being written, in their directory. No link in it is followed: jobs write there too, and
 * a link would lead clients out of it.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { onDisk } from '../../capture/files/glob.ts';
import { cacheDirectory } from '../../record/live.ts';
import { pathFromBytes } from '../../run/path.ts';
import { invalid } from './errors.ts';
import type { ArtifactBytes, ArtifactEntry } from './tracked-run.ts';

/** What a directory holds, by name; undefined where there is none. */
export async function listDirectory(top: string, path: string): Promise<ArtifactEntry[] | undefined> {
  if (!(await isDirectory(top, path))) return undefined;
  const directory = join(top, path);
  const found = await readdir(onDisk(directory), { encoding: 'buffer' });
  const entries = await Promise.all(found.map(name => entryOf(directory, pathFromBytes(name))));
  return entries.filter(entry => entry !== undefined).sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function entryOf(directory: string, name: string): Promise<ArtifactEntry | undefined> {
  const found = await lstat(onDisk(join(directory, name))).catch(() => undefined);
  if (found?.isDirectory()) return { name };
  return found?.isFile() ? { name, size: found.size } : undefined;
}

/** Whether each step of a path is a directory, and none a link. */
async function isDirectory(top: string, path: string): Promise<boolean> {
  for (const directory of stepsOf(top, path)) {
    const found = await lstat(onDisk(directory)).catch(() => undefined);
    if (!found?.isDirectory()) return false;
  }
  return true;
}

function stepsOf(top: string, path: string): string[] {
  const steps = [top];
  for (const name of path === '' || path === '.' ? [] : path.split('/'))
    steps.push(join(steps.at(-1) as string, name));
  return steps;
}

/** A file's bytes; undefined where there is none. */
export async function openFile(top: string, path: string): Promise<ArtifactBytes | undefined> {
  if (!(await isDirectory(top, dirname(path)))) return undefined;
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(onDisk(join(top, path)), flags).catch(() => undefined);
  if (file === undefined) return undefined;
  const found = await file.stat();
  if (found.isFile()) return { size: found.size, bytes: file.createReadStream({ highWaterMark: 1 << 18 }) };
  await file.close();
  return undefined;
}

export interface Incoming {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Where a file grows until it is whole: on the same file system, and out of sight. */
  readonly spool: string;
}

/** Writes a file: whole, or not at all. Throws MlflowError where something else is in its way. */
export async function writeFileBelow(top: string, path: string, incoming: Incoming): Promise<void> {
  await withSpooled(incoming, async spooled => {
    await makeDirectories(top, dirname(path), path);
    const file = onDisk(join(top, path));
    if ((await lstat(file).catch(() => undefined))?.isDirectory()) throw inTheWay(path);
    await rename(spooled, file);
  });
}

/** Has bytes in a file of their own, which is gone afterwards. */
export async function withSpooled<T>(
  { bytes, spool }: Incoming,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const spooled = join(spool, `upload-${randomUUID()}`);
  const file = await open(spooled, 'wx', 0o600);
  try {
    try {
      for await (const piece of bytes) await file.writeFile(piece);
    } catch (error) {
      await file.close();
      throw error;
    }
    // Nobody waits for the disk: as with all of a journal, that it can be lost with the power within a second is no loss.
    void file
      .datasync()
      .finally(() => file.close())
      .catch(() => {});
    return await use(spooled);
  } finally {
    await rm(spooled, { force: true });
  }
}

/** Has a directory that nobody else can read, and that is gone afterwards. */
export async function withSpool(commonDir: string, use: (spool: string) => Promise<void>): Promise<void> {
  const cache = cacheDirectory(commonDir);
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const spool = await mkdtemp(join(cache, 'upload-'));
  try {
    await use(spool);
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}

async function makeDirectories(top: string, directory: string, path: string): Promise<void> {
  for (const step of stepsOf(top, directory).slice(1)) {
    await mkdir(onDisk(step), { mode: 0o700 }).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!(await lstat(onDisk(step))).isDirectory()) throw inTheWay(path);
  }
}

function inTheWay(path: string) {
  return invalid(`Invalid path: '${path}': it would be both a file and a directory`);
}
