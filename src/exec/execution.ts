/** What `execute` is told, and what it tells. */
import type { Problem } from '../run/run.ts';

/** `tty`: a terminal's stream, where stdout and stderr are one. */
export type OutputStream = 'stdout' | 'stderr' | 'tty';

export interface Execution {
  /** The program's path as found on PATH, and its argv (argv[0] as typed). */
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether an ignored SIGHUP must stay ignored in the child (nohup). */
  readonly ignoreHangup: boolean;
  /** The words that start the one who goes on where we are killed; absent where nobody shall. */
  readonly keeper?: readonly string[];
  /** Called with every piece of output, in order, after it was passed on; awaited, so that memory stays flat. */
  onOutput(stream: OutputStream, bytes: Buffer): void | Promise<void>;
  /** Called once, when the child runs. */
  onStart(pid: number): void;
  /** Called with each process that stands by as the keeper. */
  onKeeper?(pid: number): void;
  /** Called where the child's output could not be had, passed on or recorded as it should; the job goes on. */
  onProblem?(problem: Problem): void;
}

/** How a child ended. Signals carry their name, such as `SIGKILL`. */
export type Exit = { readonly code: number } | { readonly signal: string };
