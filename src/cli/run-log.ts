/** The output of a run, as it was written, part by part; of a live run what there is so far. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { partNumber } from '../capture/job/log-parts.ts';
import type { Repository } from '../git/repository.ts';
import { runFiles } from '../store/load.ts';
import { formatBytes } from '../view/format.ts';
import { sanitiseLog } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import type { FoundRun } from './runs.ts';

/** Copies a run's output to the answer: as it stands into a pipe or file, made safe for a terminal. */
export async function copyLog(context: Context, found: FoundRun): Promise<void> {
  const repository = await context.repository();
  const write = logWriter(context);
  const dropped = found.row.run?.log.dropped ?? 0;
  let next: number | undefined;
  for await (const { name, bytes } of logParts(repository, found)) {
    const number = Number.parseInt(name, 10);
    // Parts are numbered as they were written: a gap is what did not fit.
    if (next !== undefined && number !== next)
      write.note(`… ${formatBytes(dropped)} in the middle were not kept …`);
    for await (const piece of bytes) await write.bytes(piece);
    next = number + 1;
  }
  await write.end();
}

interface LogPart {
  /** `000000.log` */
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** The parts of a log in order: `000000.log`, `000001.log`, … */
export async function* logParts(
  repository: Repository,
  { loaded, live }: Pick<FoundRun, 'loaded' | 'live'>,
): AsyncGenerator<LogPart> {
  if (live !== undefined) {
    const directory = join(live.live.path, 'log');
    // The run may have ended meanwhile, and taken its journal along.
    const names = (await readdir(directory).catch(() => [])).filter(isPart).sort();
    for (const name of names) yield { name, bytes: createReadStream(join(directory, name)) };
  }
  if (loaded === undefined) return;
  for (const [path, { oid }] of await runFiles(repository, loaded.commit, 'logs')) {
    const name = path.slice('logs/'.length);
    if (isPart(name)) yield { name, bytes: repository.objects.stream(oid) };
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

/** Writes output: bytes as they are, or, on a terminal, whole lines made safe. */
export function logWriter(context: Context): LogWriter {
  const { out } = context;
  if (!out.isTerminal) {
    return {
      bytes: (piece: Uint8Array) => out.writeBytes(piece),
      note: (text: string) => context.say(`git-run: ${text}`),
      end: async () => {},
    };
  }
  const decoder = new TextDecoder();
  let rest = '';
  return {
    async bytes(piece: Uint8Array) {
      const text = rest + decoder.decode(piece, { stream: true });
      const end = text.lastIndexOf('\n') + 1;
      rest = text.slice(end);
      if (end > 0) await out.writeBytes(Buffer.from(sanitiseLog(text.slice(0, end))));
    },
    note: (text: string) => context.say(context.styleOf(context.err).dim(text)),
    async end() {
      if (rest !== '') await out.writeBytes(Buffer.from(`${sanitiseLog(rest)}\n`));
      rest = '';
    },
  };
}
