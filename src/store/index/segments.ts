/**
 * The files of the index: each holds the runs that somebody's question found missing. Small ones are joined as they
 * grow in number, as `git repack --geometric` joins packs, so that a question opens few.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../../git/repository.ts';
import { type SegmentWriter, writeSegment } from './segment.ts';

export interface Segment {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** A newer layout takes another directory. */
function directoryOf({ commonDir }: Pick<Place, 'commonDir'>): string {
  return join(commonDir, 'git-run', 'index');
}

/** The files there are, the largest first; none where they cannot be listed. */
export async function listSegments(place: Pick<Place, 'commonDir'>): Promise<Segment[]> {
  const directory = directoryOf(place);
  const names = await readdir(directory).catch(() => []);
  const found = await Promise.all(
    names.filter(name => name.endsWith(SEGMENT)).map(name => look(join(directory, name))),
  );
  return found.filter(segment => segment !== undefined).sort((a, b) => b.size - a.size);
}

const SEGMENT = '.runs';
const UNFINISHED = `${SEGMENT}.tmp`;

async function look(path: string): Promise<(Segment & { readonly time: number }) | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && { path, size: found.size, time: found.mtimeMs };
}

/** Begins a file. Throws what the file system says. */
export async function newSegment(place: Pick<Place, 'commonDir'>): Promise<SegmentWriter> {
  const directory = directoryOf(place);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return writeSegment(join(directory, `${randomUUID()}${SEGMENT}`));
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

/** Removes files whose runs are elsewhere. */
export async function removeSegments(segments: readonly Segment[]): Promise<void> {
  for (const { path } of segments) await rm(path, { force: true });
}

/** A day: no command writes for so long. */
const ABANDONED = 86_400_000;

/** Removes what a killed process left unfinished. */
export async function removeUnfinished(place: Pick<Place, 'commonDir'>, now: number): Promise<void> {
  const directory = directoryOf(place);
  for (const name of await readdir(directory)) {
    const found = name.endsWith(UNFINISHED) ? await look(join(directory, name)) : undefined;
    if (found !== undefined && found.time < now - ABANDONED) await rm(found.path, { force: true });
  }
}

/** Removes the index: what is purged from runs has to go from here, too. It is made again by the next question. */
export async function dropIndex(place: Pick<Place, 'commonDir'>): Promise<void> {
  await rm(directoryOf(place), { recursive: true, force: true });
}
