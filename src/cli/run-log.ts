/** The output of a run, as it was written, part by part; of a live run what there is so far. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PART_SIZE, partNumber } from '../capture/job/log-parts.ts';
import type { Readable, TreeFile } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import { recordedHere } from '../record/maintain.ts';
import { TooLargeError } from '../run/repository-errors.ts';
import { type LoadedRun, runFiles } from '../store/load.ts';
import { formatBytes } from '../view/format.ts';
import { sanitiseLog } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import type { FoundRun } from './runs.ts';

/** Copies a run's output to the answer: as it stands into a pipe or file, made safe for a terminal. */
export async function copyLog(context: Context, found: FoundRun): Promise<void> {
  const source = await context.source();
  const isHere = context.remote === undefined && (await isOurs(await context.repository(), found));
  const write = logWriter(context, { colours: isHere });
  const dropped = found.row.run?.log.dropped ?? 0;
  let next: number | undefined;
  for await (const { name, bytes } of logParts(source, found)) {
    const number = Number.parseInt(name, 10);
    // Parts are numbered as they were written: a gap is what did not fit.
    if (next !== undefined && number !== next)
      write.note(`… ${formatBytes(dropped)} in the middle were not kept …`);
    for await (const piece of bytes) await write.bytes(piece);
    next = number + 1;
  }
  await write.end();
}

/** Whether a run is going on here, or was recorded by this clone. */
export async function isOurs(
  repository: Repository,
  { row, live }: Pick<FoundRun, 'row' | 'live'>,
): Promise<boolean> {
  return live !== undefined || (await recordedHere(repository, row.id));
}

interface LogPart {
  /** `000000.log` */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** The parts of a log in order: `000000.log`, `000001.log`, … */
export async function* logParts(
  source: Readable,
  { loaded, live }: Pick<FoundRun, 'loaded' | 'live'>,
): AsyncGenerator<LogPart> {
  if (live !== undefined) {
    const directory = join(live.live.path, 'log');
    // The run may have ended meanwhile, and taken its journal along.
    const names = (await readdir(directory).catch(() => [])).filter(isPart).sort();
    for (const name of names) yield { name, bytes: createReadStream(join(directory, name)) };
  }
  if (loaded === undefined) return;
  for (const { name, read } of await storedParts(source, loaded)) yield { name, bytes: read() };
}

export interface StoredPart {
  readonly name: string;
  /** Bytes; a remote does not tell of them. */
  readonly size: number | undefined;
  read(): AsyncIterable<Buffer>;
}

/** The parts of the log of a run that has ended: which there are, and each to be read alone. */
export async function storedParts(
  source: Readable,
  { commit }: Pick<LoadedRun, 'commit'>,
): Promise<StoredPart[]> {
  const files = await runFiles<SizedFile>(source, commit, 'logs');
  return [...files].flatMap(([path, { oid, size }]) => {
    const name = path.slice('logs/'.length);
    const read = () => {
      checkPart(path, size ?? 0);
      return limited(path, source.objects.stream(oid));
    };
    return isPart(name) ? [{ name, size, read }] : [];
  });
}

/** Twice what is written into one. */
const MOST_OF_A_PART = 2 * PART_SIZE;

/** A remote does not tell how large its files are. */
type SizedFile = TreeFile & { readonly size?: number };

function checkPart(path: string, size: number): void {
  if (size > MOST_OF_A_PART)
    throw new TooLargeError(path, `it has ${size} bytes and more, and a part of a log few MB`);
}

async function* limited(path: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    checkPart(path, size);
    yield piece;
  }
}

function isPart(name: string): boolean {
  return partNumber(name) !== undefined;
}

export interface LogWriter {
  bytes(piece: Uint8Array): Promise<void>;
  /** Says something of the log, apart from it. */
  note(text: string): void;
  /** Writes what is left of a last line. */
  end(): Promise<void>;
}

/**
 * Writes output: bytes as they are, or, on a terminal, whole lines made safe. With `colours` those of the output pass:
 * it is for runs of this clone, since a stranger's colours can hide text, or paint it as if it were ours.
 */
export function logWriter(context: Context, { colours }: { readonly colours: boolean }): LogWriter {
  const { out } = context;
  if (!out.isTerminal) {
    return {
      bytes: (piece: Uint8Array) => out.writeBytes(piece),
      note: (text: string) => context.say(`git-run: ${text}`),
      end: async () => {},
    };
  }
  const decoder = new TextDecoder();
  const shown = (text: string) => out.writeBytes(Buffer.from(sanitiseLog(text, { colours })));
  let rest = '';
  return {
    async bytes(piece: Uint8Array) {
      const text = rest + decoder.decode(piece, { stream: true });
      const end = text.length > LONGEST_LINE ? text.length : text.lastIndexOf('\n') + 1;
      rest = text.slice(end);
      if (end > 0) await shown(text.slice(0, end));
    },
    note: (text: string) => context.say(context.styleOf(context.err).dim(text)),
    async end() {
      if (rest !== '') await shown(`${rest}\n`);
      rest = '';
    },
  };
}

/** Characters of a line that are held back for its end: a longer one is written as it comes. */
const LONGEST_LINE = 2 ** 20;
