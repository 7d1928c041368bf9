/** The output of a live run as it comes, until the run has ended: nothing is missed and nothing comes twice. */
import { watch } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { partNumber } from '../capture/job/log-parts.ts';
import { standingOf } from '../record/standing.ts';
import { findTip, loadTip } from '../store/list.ts';
import type { Context } from './context.ts';
import { type LogWriter, logParts } from './run-log.ts';
import type { FoundRun } from './runs.ts';

/** A place in a log: so many bytes of a part are known, and of those before it all. */
export interface LogPlace {
  readonly part: string;
  readonly bytes: number;
}

/** Copies what a live run writes from a place on; returns when it has ended, or nobody records it any more. */
export async function followLog(
  context: Context,
  live: NonNullable<FoundRun['live']>,
  from: LogPlace,
  write: LogWriter,
): Promise<'ended' | 'abandoned'> {
  const directory = join(live.live.path, 'log');
  let place = from;
  for (;;) {
    const changed = changeIn(directory);
    const next = await copyWritten(directory, place, write);
    if (next !== undefined) place = next;
    else if (!(await exists(directory))) return copyStored(context, live, place, write);
    else if (await isAbandoned(context, live)) return 'abandoned';
    else await changed;
  }
}

/** Copies some of what follows a place; undefined where there is nothing yet. */
async function copyWritten(
  directory: string,
  { part, bytes }: LogPlace,
  write: LogWriter,
): Promise<LogPlace | undefined> {
  // Asked for before the part is read: once there is a next one, this one grows no more.
  const next = await partAfter(directory, part);
  const copied = await copyFrom(join(directory, part), bytes, write);
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
async function copyFrom(file: string, at: number, write: LogWriter): Promise<number> {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return 0;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, at);
    if (bytesRead > 0) await write.bytes(buffer.subarray(0, bytesRead));
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
  write: LogWriter,
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
      if (rest.length > 0) await write.bytes(rest);
    }
  }
  return 'ended';
}

async function isAbandoned(context: Context, { live }: NonNullable<FoundRun['live']>): Promise<boolean> {
  return (await standingOf(live, context.now())).kind === 'abandoned' && (await exists(live.path));
}

/** Resolves at the next change, or after half a second: network file systems tell of none. */
function changeIn(directory: string): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      watcher?.close();
      resolve();
    };
    const timer = setTimeout(done, 500);
    let watcher: ReturnType<typeof watch> | undefined;
    try {
      watcher = watch(directory, done);
      watcher.on('error', done);
    } catch {
      // It is gone already: the timer brings us back to see it.
    }
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
