import { fstatSync } from 'node:fs';
import { isatty, type WriteStream } from 'node:tty';
import type { Channel } from '../process/channel.ts';
import { openPipe, preparePipes } from '../process/pipe.ts';
import type { Descriptor } from '../process/spawn.ts';
import { openTerminal, type Terminal } from '../process/terminal.ts';
import type { Execution, OutputStream } from './execution.ts';

/** One way of the child's output, and where it goes on. */
export interface Outlet {
  readonly name: OutputStream;
  readonly channel: Channel;
  /** The descriptor of ours it is passed on to. */
  readonly to: number;
}

export interface Outlets {
  /** What the child has as stdout and stderr. */
  readonly stdout: Descriptor;
  readonly stderr: Descriptor;
  readonly all: readonly Outlet[];
  /** Keeps pseudo-terminals at the size of the real ones; `tell` is called after each change. Returns the end of it. */
  follow(tell: () => void): () => void;
}

/**
 * Opens what the child writes to, of the kind it would have without us: a terminal where ours is one, else a
 * pipe; and one for both where ours are one and the same, so that the order of the output is exact.
 * What cannot be opened is reported, and the child has our own stream, unrecorded.
 */
export async function openOutlets(report: NonNullable<Execution['onProblem']>): Promise<Outlets> {
  const joined = sameFile(1, 2);
  const [first, second] = await Promise.all([
    openOutlet(1, report),
    joined ? undefined : openOutlet(2, report),
  ]);
  const all = [first, second].filter(outlet => outlet !== undefined);
  const stdout = first?.channel.inputFd ?? 'inherit';
  return {
    stdout,
    stderr: joined ? stdout : (second?.channel.inputFd ?? 'inherit'),
    all,
    follow: tell => {
      const ends = all.map(outlet => followSize(outlet, tell));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** Has the pipes made that `openOutlets` will need, while other things go on; their names are below `directory` for a moment. */
export function prepareOutlets(directory: string): void {
  const streams = sameFile(1, 2) ? [1] : [1, 2];
  preparePipes(streams.filter(fd => !isatty(fd)).length, directory);
}

async function openOutlet(
  to: 1 | 2,
  report: NonNullable<Execution['onProblem']>,
): Promise<Outlet | undefined> {
  if (isatty(to)) {
    const { columns = 0, rows = 0 } = ours(to);
    try {
      return { name: 'tty', channel: await openTerminal(columns, rows), to };
    } catch (error) {
      report({ code: 'no-pseudo-terminal', message: `the job had a pipe for its terminal: ${why(error)}` });
    }
  }
  try {
    return { name: to === 1 ? 'stdout' : 'stderr', channel: await openPipe(), to };
  } catch (error) {
    const name = to === 1 ? 'stdout' : 'stderr';
    report({ code: 'output-not-recorded', message: `${name} could not be recorded: ${why(error)}` });
    return undefined;
  }
}

function followSize({ channel, to }: Outlet, tell: () => void): () => void {
  if (!('resize' in channel)) return () => undefined;
  const terminal = channel as Terminal;
  const real = ours(to);
  const resized = () => {
    terminal.resize(real.columns, real.rows);
    tell();
  };
  real.on('resize', resized);
  return () => real.off('resize', resized);
}

function ours(fd: number): WriteStream {
  return (fd === 1 ? process.stdout : process.stderr) as WriteStream;
}

function sameFile(one: number, other: number): boolean {
  const [a, b] = [fstatSync(one), fstatSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}

function why(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
