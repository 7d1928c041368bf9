/**
 * What Git ignores: no part of the source, and often what a run hangs on, such as data and environments. It is only
 * counted, beside the job, and never for long: a job that has ended does not wait.
 */
import { type Dirent, lstatSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { IgnoredFiles } from '../../run/source.ts';
import type { CaptureSource, Findings } from '../capture.ts';
import { onDisk } from '../file-digest.ts';

/** Where it stops: ms after its start, ms after the job's end, files and directories. */
export interface IgnoredLimits {
  readonly time: number;
  readonly grace: number;
  readonly entries: number;
}

const LIMITS: IgnoredLimits = { time: 10_000, grace: 20, entries: 200_000 };

/** So many are named, the largest. */
const NAMED = 10;

export const ignored = ignoredWithin(LIMITS);

/** The same within other limits. */
export function ignoredWithin(limits: IgnoredLimits): CaptureSource {
  return {
    name: 'ignored',
    async beside({ repository, workTree }, ended): Promise<Findings> {
      const stop = new AbortController();
      const halt = () => stop.abort();
      const timers = [setTimeout(halt, limits.time)];
      const onEnd = () => timers.push(setTimeout(halt, limits.grace));
      ended.addEventListener('abort', onEnd);
      try {
        const paths = await repository.worktree.allIgnored(stop.signal);
        const found = await measure(workTree, paths ?? [], { stop: stop.signal, entries: limits.entries });
        const complete = paths !== undefined && found.complete;
        return found.count === 0 && complete ? {} : { ignored: { ...found, complete } };
      } finally {
        ended.removeEventListener('abort', onEnd);
        for (const timer of timers) clearTimeout(timer);
      }
    },
  };
}

interface Bounds {
  readonly stop: AbortSignal;
  readonly entries: number;
}

/** Counts files and their bytes, those of a directory together. */
async function measure(
  top: string,
  paths: readonly string[],
  { stop, entries }: Bounds,
): Promise<IgnoredFiles> {
  const largest: { path: string; count: number; bytes: number }[] = [];
  let [count, bytes, left] = [0, 0, entries];
  for (const path of paths) {
    if (stop.aborted || left <= 0) break;
    const item = { path, count: 0, bytes: 0 };
    for await (const size of sizesOf(onDisk(top, path.replace(/\/$/, '')))) {
      if (stop.aborted || --left <= 0) break;
      if (size === undefined) continue;
      item.count++;
      item.bytes += size;
    }
    count += item.count;
    bytes += item.bytes;
    largest.push(item);
    if (largest.length > 4 * NAMED) shorten(largest);
  }
  shorten(largest);
  return { count, bytes, largest, complete: !stop.aborted && left > 0 };
}

function shorten(items: { readonly path: string; readonly bytes: number }[]): void {
  items.sort((one, other) => other.bytes - one.bytes || (one.path < other.path ? -1 : 1));
  items.splice(NAMED);
}

/** Sizes of the files in a directory, or of one file; undefined for a directory. A link counts as itself. */
async function* sizesOf(file: Buffer): AsyncGenerator<number | undefined> {
  const stat = statOf(file);
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    yield stat.size;
    return;
  }
  const open = [file];
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    yield undefined;
    for (const entry of await entriesOf(directory)) {
      const inside = Buffer.concat([directory, Buffer.from('/'), entry.name]);
      if (entry.isDirectory()) open.push(inside);
      else yield statOf(inside)?.size ?? 0;
    }
  }
}

function statOf(file: Buffer) {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A directory that is gone, or that may not be read, holds nothing. */
async function entriesOf(directory: Buffer): Promise<Dirent<Buffer>[]> {
  return readdir(directory, { withFileTypes: true, encoding: 'buffer' }).catch(() => []);
}
