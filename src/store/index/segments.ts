/**
 * The files of the index: each holds the runs that somebody's question found missing. Small ones are joined as they
 * grow in number, as `git repack --geometric` joins packs, so that a question opens few.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from '../../git/repository.ts';
import { type SegmentWriter, writeSegment } from './segment.ts';

type Where = Pick<Place, 'commonDir'>;

export interface Segment {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface OpenIndex {
  /** The largest first. */
  readonly segments: readonly Segment[];
  /**
   * Begins a file. Throws what the file system says, and where the index was dropped since it was opened: who listed
   * runs before they were deleted does not write them down after that.
   */
  newSegment(): Promise<SegmentWriter>;
}

function directoryOf({ commonDir }: Where): string {
  return join(commonDir, 'git-run', 'index');
}

const SEGMENT = '.runs';
const UNFINISHED = `${SEGMENT}.tmp`;

/** Opens the index, and makes it where there is none; where it cannot be read or made it has nothing. Asked before refs are. */
export async function openIndex(place: Where, now: number): Promise<OpenIndex> {
  const directory = directoryOf(place);
  const home = await mkdir(directory, { recursive: true, mode: 0o700 }).then(
    () => identityOf(directory),
    () => undefined,
  );
  const names = home === undefined ? [] : await readdir(directory).catch(() => []);
  const found = await Promise.all(names.map(name => look(join(directory, name))));
  const files = found.filter(one => one !== undefined);
  await removeAbandoned(files, now);
  return {
    segments: files.filter(({ path }) => path.endsWith(SEGMENT)).sort((a, b) => b.size - a.size),
    async newSegment() {
      const writer = await writeSegment(join(directory, `${randomUUID()}${SEGMENT}`));
      // From here on a directory that is dropped takes the file with it.
      if (home !== undefined && (await identityOf(directory)) === home) return writer;
      await writer.abandon();
      throw new Error('the index was dropped');
    },
  };
}

/** A number alone may be given to the next directory. */
async function identityOf(directory: string): Promise<string | undefined> {
  const found = await stat(directory, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}:${found.birthtimeNs}`;
}

interface Found extends Segment {
  /** ms since 1970. */
  readonly time: number;
}

/** What is no file is none of ours. */
async function look(path: string): Promise<Found | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? { path, size: found.size, time: found.mtimeMs } : undefined;
}

/** A day: no command writes for so long. */
const ABANDONED = 86_400_000;

/** What a killed process left unfinished. */
async function removeAbandoned(files: readonly Found[], now: number): Promise<void> {
  await removeSegments(files.filter(({ path, time }) => path.endsWith(UNFINISHED) && time < now - ABANDONED));
}

/** Which files a new one of so many bytes takes in, the smallest first: those that are not twice as large as all before. */
export function joined(segments: readonly Segment[], size: number): Segment[] {
  const taken: Segment[] = [];
  let total = size;
  for (const segment of segments.toReversed()) {
    if (segment.size >= 2 * total) break;
    taken.push(segment);
    total += segment.size;
  }
  return taken;
}

/** Removes files whose runs are elsewhere; one that cannot be removed is the next one's. */
export async function removeSegments(segments: readonly Pick<Segment, 'path'>[]): Promise<void> {
  for (const { path } of segments) await rm(path, { force: true }).catch(() => {});
}

/**
 * Removes the index: what is deleted or purged has to go from here, too. It is made again by the next question. Others
 * may be writing into it: it is taken from them first. Throws what the file system says.
 */
export async function dropIndex(place: Where): Promise<void> {
  const directory = directoryOf(place);
  const gone = `${directory}.${randomUUID()}${GONE}`;
  await rename(directory, gone).catch(error => {
    if (error.code !== 'ENOENT') throw error;
  });
  const names = await readdir(dirname(directory)).catch(() => []);
  // Those of a process that was killed here, too.
  for (const name of names.filter(one => one.startsWith('index.') && one.endsWith(GONE)))
    await rm(join(dirname(directory), name), { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

const GONE = '.gone';
