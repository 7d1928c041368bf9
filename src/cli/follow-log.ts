/** The output of a live run as it comes, until the run has ended: nothing is missed and nothing comes twice. */
import { watch } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partNumber } from '../capture/job/log-parts.ts';
import { standingOf } from '../record/standing.ts';
import { loadTip } from '../store/list.ts';
import { findTip } from '../store/tips.ts';
import type { Context } from './context.ts';
import { logParts } from './run-log.ts';
import type { FoundRun } from './runs.ts';

/** A place in a log: so many bytes of a part are known, and of those before it all. */
export interface LogPlace {
  readonly part: string;
  readonly bytes: number;
}

/** Who hears what is written. */
export interface Follower {
  /** A piece of a part. */
  bytes(piece: Uint8Array, part: string): Promise<void>;
  /** Is aborted where no more is to be heard. */
  readonly signal?: AbortSignal;
}

/** Copies what a live run writes from a place on; returns when it has ended, nobody records it any more, or nobody follows. */
export async function followLog(
  context: Context,
  live: NonNullable<FoundRun['live']>,
  from: LogPlace,
  write: Follower,
): Promise<'ended' | 'abandoned' | 'left'> {
  const directory = join(live.live.path, 'log');
  let place = from;
  while (!write.signal?.aborted) {
    const changed = changeIn(directory, write.signal);
    const next = await copyWritten(directory, place, write);
    if (next !== undefined) place = next;
    else if (!(await exists(directory))) return copyStored(context, live, place, write);
    else if (await isAbandoned(context, live)) return 'abandoned';
    else await changed.promise;
    changed.stop();
  }
  return 'left';
}

/** Copies some of what follows a place; undefined where there is nothing yet. */
async function copyWritten(
  directory: string,
  { part, bytes }: LogPlace,
  write: Follower,
): Promise<LogPlace | undefined> {
  // Asked for before the part is read: once there is a next one, this one grows no more.
  const next = await partAfter(directory, part);
  const copied = await copyFrom(join(directory, part), bytes, piece => write.bytes(piece, part));
  if (copied > 0) return { part, bytes: bytes + copied };
  return next === undefined ? undefined : { part: next, bytes: 0 };
}

/** Of a log over its limit parts of the middle are gone. */
async function partAfter(directory: string, part: string): Promise<string | undefined> {
  const names = await readdir(directory).catch(() => []);
  const after = names.filter(name => Number(partNumber(name)) > Number(partNumber(part)));
  return after.sort()[0];
}

/** A file that is gone has nothing more. */
async function copyFrom(
  file: string,
  at: number,
  write: (piece: Uint8Array) => Promise<void>,
): Promise<number> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return 0;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, at);
    if (bytesRead > 0) await write(buffer.subarray(0, bytesRead));
    return bytesRead;
  } finally {
    await handle.close();
  }
}

/** The journal is gone, and with it what was written last: it is in the store. */
async function copyStored(
  context: Context,
  { live }: NonNullable<FoundRun['live']>,
  { part, bytes }: LogPlace,
  write: Follower,
): Promise<'ended'> {
  const repository = await context.repository();
  const tip = await findTip(repository, live.id);
  if (tip === undefined) return 'ended';
  const loaded = await loadTip(repository, tip);
  for await (const stored of logParts(repository, { loaded })) {
    if (stored.name < part) continue;
    let skip = stored.name === part ? bytes : 0;
    for await (const piece of stored.bytes) {
      const rest = piece.subarray(skip);
      skip = Math.max(0, skip - piece.length);
      if (rest.length > 0) await write.bytes(rest, stored.name);
    }
  }
  return 'ended';
}

async function isAbandoned(context: Context, { live }: NonNullable<FoundRun['live']>): Promise<boolean> {
  return (await standingOf(live, context.now())).kind === 'abandoned' && (await exists(live.path));
}

interface Change {
  /** Resolves at the next change, or after half a second: network file systems tell of none. */
  readonly promise: Promise<void>;
  /** Waits no longer. */
  stop(): void;
}

function changeIn(directory: string, signal: AbortSignal | undefined): Change {
  let stop = (): void => {};
  const promise = new Promise<void>(resolve => {
    let watcher: ReturnType<typeof watch> | undefined;
    stop = () => {
      clearTimeout(timer);
      watcher?.close();
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, 500);
    signal?.addEventListener('abort', stop);
    try {
      watcher = watch(directory, stop);
      watcher.on('error', stop);
    } catch {
      // It is gone already: the timer brings us back to see it.
    }
  });
  return { promise, stop };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
