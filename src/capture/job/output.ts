/**
 * The job's output on disk: parts of 4 MiB, `000000.log` and so on, to be read as they are, and `index.ndjson`,
 * which says of their bytes in order from which stream and when they came. Of a log over the limit the start and
 * the end are kept; numbers that are missing among the parts are the middle. Trouble with the disk ends the log,
 * never the job.
 */
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSummary } from '../../run/run.ts';
import { INDEX_NAME, type LogIndex, type LogStream, openIndex } from './log-index.ts';
import { type LogParts, openParts, PART_SIZE, partNumber } from './log-parts.ts';

/** Full parts of the end that are kept behind the one being written: 8 MiB. */
const TAIL_PARTS = 2;

export interface LogOptions {
  readonly directory: string;
  /** So many bytes from the start are kept. */
  readonly limit: number;
  /** ms since 1970. */
  now(): number;
  /** Goes on with the log of a recorder that was killed; what its index does not know is of this stream. */
  readonly resume?: LogStream | 'unknown';
}

export interface LogEnd extends LogSummary {
  /** Why part of the output is missing; absent where none is but over the limit. */
  readonly trouble?: string;
}

export interface Log {
  /** Adds a piece; pieces are added in the order of the calls. */
  write(stream: LogStream, bytes: Buffer): Promise<void>;
  /** Makes durable what was written. */
  sync(): Promise<void>;
  close(): Promise<LogEnd>;
}

/** Opens a log. Nothing is on disk before the first byte. Nothing it returns rejects. */
export function openLog({ directory, limit, now, resume }: LogOptions): Log {
  const parts = openParts(directory);
  const index = openIndex(directory);
  const keep = keeper({ parts, index, limit });
  let bytes = 0;
  let trouble: string | undefined;
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work).catch(error => {
      trouble ??= error instanceof Error ? error.message : String(error);
    });
    return turn;
  };
  if (resume !== undefined) {
    void inTurn(async () => {
      await parts.resume();
      const kept = parts.kept().bytes;
      bytes = kept;
      keep.resume(kept);
      await index.resume({ bytes: kept, stream: resume, time: now() });
    });
  }

  return {
    write: (stream, piece) =>
      inTurn(async () => {
        bytes += piece.length;
        if (trouble === undefined) await keep.write(stream, piece, now());
      }),
    sync: () =>
      inTurn(async () => {
        if (trouble === undefined) await Promise.all([parts.sync(), index.sync()]);
      }),
    close: async () => {
      await inTurn(async () => {
        // An index without it would claim that nothing is missing.
        const lost = bytes - parts.kept().bytes - keep.dropped();
        if (lost > 0) await index.add({ dropped: lost });
      });
      await inTurn(() => Promise.all([parts.sync(), index.sync()]).then(() => undefined));
      await inTurn(() => parts.close());
      await inTurn(() => index.close());
      const kept = parts.kept();
      return {
        bytes,
        dropped: bytes - kept.bytes,
        parts: kept.parts,
        ...(trouble === undefined ? {} : { trouble }),
      };
    },
  };
}

interface Keeper {
  write(stream: LogStream, bytes: Buffer, time: number): Promise<void>;
  /** So many bytes are there already. Of a log that was over its limit nothing of that is dropped any more. */
  resume(bytes: number): void;
  /** Bytes of the middle that were kept for a while. */
  dropped(): number;
}

/** Keeps the start up to the limit and, behind it, the end. */
function keeper(log: { readonly parts: LogParts; readonly index: LogIndex; readonly limit: number }): Keeper {
  const { parts, index, limit } = log;
  let start = 0;
  let dropped = 0;
  /** Where the index goes on behind the start. */
  let middle = 0;
  /** Parts of the end, and where their lines begin in the index. */
  let end: { readonly number: number; readonly line: number }[] = [];

  const nextOfEnd = async () => {
    const line = await index.flush();
    if (end.length === 0) middle = line;
    end.push({ number: await parts.next(), line });
    if (end.length <= TAIL_PARTS + 1) return;
    const [oldest, ...rest] = end;
    await parts.remove(oldest!.number);
    dropped += PART_SIZE;
    const moved = await index.replace(middle, rest[0]!.line, { dropped });
    end = rest.map(part => ({ ...part, line: part.line - moved }));
  };
  const room = async (): Promise<number> => {
    if (start < limit) {
      if (parts.room() === 0) await parts.next();
      return Math.min(parts.room(), limit - start);
    }
    if (end.length === 0 || parts.room() === 0) await nextOfEnd();
    return parts.room();
  };
  return {
    write: async (stream, bytes, time) => {
      for (let at = 0; at < bytes.length; ) {
        const size = Math.min(await room(), bytes.length - at);
        const before = parts.kept().bytes;
        try {
          await parts.append(bytes.subarray(at, at + size));
        } finally {
          const written = parts.kept().bytes - before;
          if (written > 0) await index.note(stream, written, time);
        }
        if (start < limit) start += size;
        at += size;
      }
    },
    resume: held => {
      start = Math.min(held, limit);
    },
    dropped: () => dropped,
  };
}

/**
 * Reads from the files alone what a log holds: also after a recorder that was killed, whose index may be torn
 * or behind. The parts are the truth; only what was lost to trouble stands in the index alone.
 */
export async function readLogSummary(directory: string): Promise<LogSummary> {
  const names = await readdir(directory).catch(() => []);
  const found = names.filter(name => partNumber(name) !== undefined);
  const sizes = await Promise.all(found.map(async name => (await stat(join(directory, name))).size));
  const kept = sizes.reduce((sum, size) => sum + size, 0);
  const numbers = found.map(name => partNumber(name) ?? 0);
  const gap = (numbers.reduce((a, b) => Math.max(a, b), -1) + 1 - numbers.length) * PART_SIZE;
  const dropped = Math.max(gap, await droppedByIndex(directory));
  return { bytes: kept + dropped, dropped, parts: found.length };
}

async function droppedByIndex(directory: string): Promise<number> {
  const file = await open(join(directory, INDEX_NAME)).catch(() => undefined);
  if (file === undefined) return 0;
  let dropped = 0;
  for await (const line of file.readLines()) dropped += Number(/^\{"dropped":(\d+)\}$/.exec(line)?.[1] ?? 0);
  return dropped;
}
