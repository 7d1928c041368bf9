/** The real world: the one place where the program meets `process`. */
import { isatty, type WriteStream } from 'node:tty';
import { guardScreen } from '../view/sanitise.ts';
import type { Output, World } from './context.ts';
import { KEEP } from './keep.ts';

/** The world this process is in. */
export function thisWorld(): World {
  const self = [process.execPath, ...process.execArgv, process.argv[1] as string];
  return {
    cwd: workingDirectory(),
    env: process.env,
    self,
    keeper: [...self, KEEP],
    async input() {
      const { text } = await import('node:stream/consumers');
      return text(process.stdin);
    },
    inputBytes: () => process.stdin,
    out: outputOf(1, () => process.stdout, ended),
    // That nobody listens any more, or that the terminal was closed, is no reason to end: the answer, or the job, counts.
    err: outputOf(
      2,
      () => process.stderr,
      () => {},
    ),
    interactive: isatty(0) && isatty(2),
    patience: 1000,
    zone: time => -new Date(time).getTimezoneOffset(),
    now: Date.now,
  };
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write('git-run: the working directory is not there any more\n');
    process.exit(125);
  }
}

/** A reader that has seen enough (`| head`), or a closed terminal, ends us as it would end git; a full disk, with its name. */
function ended({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || code === 'EIO') process.exit(3);
  process.stderr.write(`git-run: the answer cannot be written: ${message}\n`);
  process.exit(1);
}

/** Node makes a stream when it is first asked for, and that takes longer than most answers: it is not asked before. */
function outputOf(fd: 1 | 2, streamOf: () => WriteStream, onError: (error: Error) => void): Output {
  let opened: WriteStream | undefined;
  const stream = () => {
    opened ??= streamOf().on('error', onError);
    return opened;
  };
  const isTerminal = isatty(fd);
  return {
    write: text => void stream().write(isTerminal ? guardScreen(text) : text),
    writeBytes: bytes =>
      new Promise((resolve, reject) =>
        stream().write(isTerminal ? guardScreen(Buffer.from(bytes).toString()) : bytes, error =>
          error ? reject(error) : resolve(),
        ),
      ),
    isTerminal,
    // A terminal that nobody has told its size says 0.
    columns: (isTerminal && streamOf().columns) || undefined,
    rows: isTerminal ? streamOf().rows : undefined,
  };
}
