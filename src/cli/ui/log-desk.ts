/** The output of a run for the screen: its parts by name, each read alone, and what is written meanwhile. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PART_SIZE, partNumber } from '../../capture/job/log-parts.ts';
import { logDirectory } from '../../record/live.ts';
import { recordedHere } from '../../record/maintain.ts';
import { RunNotFoundError } from '../../run/errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { loadTip } from '../../store/list.ts';
import type { LoadedRun } from '../../store/load.ts';
import { findTip } from '../../store/tips.ts';
import type { Desk, LogReader } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { followLog, type LogPlace } from '../follow-log.ts';
import { type StoredPart, storedParts } from '../run-log.ts';
import { type FoundRun, liveRuns } from '../runs.ts';

type LogDesk = Pick<Desk, 'log'>;

export function logDesk(context: Context): LogDesk {
  return {
    async log(id) {
      const loaded = await stored(context, id);
      if (loaded !== undefined) return storedLog(context, loaded);
      const live = (await liveRuns(context, await context.repository())).find(({ row }) => row.id === id);
      if (live?.live !== undefined) return liveLog(context, live, live.live);
      // It ended while we looked.
      const ended = await stored(context, id);
      if (ended === undefined) throw new RunNotFoundError(id);
      return storedLog(context, ended);
    },
  };
}

async function stored(context: Context, id: RunId): Promise<LoadedRun | undefined> {
  const repository = await context.repository();
  const tip = await findTip(repository, id);
  return tip === undefined ? undefined : loadTip(repository, tip);
}

async function storedLog(context: Context, loaded: LoadedRun): Promise<LogReader> {
  const repository = await context.repository();
  const parts = await storedParts(repository, loaded);
  return {
    parts: parts.map(({ name, size = 0 }) => ({ name, bytes: size })),
    dropped: loaded.run.log.dropped,
    colours: await recordedHere(repository, loaded.run.id),
    isLive: false,
    read: name => contentOf(parts, name),
    follow: () => () => {},
  };
}

async function contentOf(parts: readonly StoredPart[], name: string): Promise<Uint8Array> {
  const part = parts.find(one => one.name === name);
  if (part === undefined) throw new Error('it was not kept');
  const pieces: Buffer[] = [];
  for await (const piece of part.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function liveLog(
  context: Context,
  { row }: FoundRun,
  live: NonNullable<FoundRun['live']>,
): Promise<LogReader> {
  const directory = logDirectory(live.live);
  const parts = await partsIn(directory);
  const last = parts.at(-1);
  const from: LogPlace = { part: last?.name ?? '000000.log', bytes: last?.bytes ?? 0 };
  return {
    parts,
    dropped: droppedOf(parts.map(({ name }) => Number(partNumber(name)))),
    colours: true,
    isLive: true,
    // A run that has ended meanwhile took its journal along.
    read: name => readFile(join(directory, name)).catch(() => readStored(context, row.id, name)),
    follow(hear, ended) {
      const leaving = new AbortController();
      const { signal } = leaving;
      const bytes = async (piece: Uint8Array, part: string) => {
        if (!signal.aborted) await hear(part, piece);
      };
      void followLog(context, live, from, { bytes, signal })
        .catch(() => 'ended')
        .then(how => {
          if (how !== 'left' && !signal.aborted) ended();
        });
      return () => leaving.abort();
    },
  };
}

async function partsIn(directory: string): Promise<{ name: string; bytes: number }[]> {
  const names = (await readdir(directory).catch(() => [])).filter(name => partNumber(name) !== undefined);
  const parts = [];
  for (const name of names.sort()) {
    const size = await stat(join(directory, name)).then(
      found => found.size,
      () => undefined,
    );
    if (size !== undefined) parts.push({ name, bytes: size });
  }
  return parts;
}

/** Only full parts are given up. */
function droppedOf(numbers: readonly number[]): number {
  const gaps = numbers.map((number, at) => (at === 0 ? 0 : number - Number(numbers[at - 1]) - 1));
  return gaps.reduce((sum, gap) => sum + gap, 0) * PART_SIZE;
}

async function readStored(context: Context, id: RunId, name: string): Promise<Uint8Array> {
  const loaded = await stored(context, id);
  const parts = loaded === undefined ? [] : await storedParts(await context.repository(), loaded);
  return contentOf(parts, name);
}
