/** Runs commands as the program does, in this process, and reads what they answer. */
import type { Output, World } from '../../src/cli/context.ts';
import { dispatch } from '../../src/cli/dispatch.ts';
import { NOW } from './run-rows.ts';
import type { TemporaryRepository } from './temporary-repository.ts';

export interface CliOptions {
  /** The working directory; the top of the repository where absent. */
  readonly cwd?: string;
  /** Beside the repository's own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Both outputs are a terminal of this size; they are pipes where absent. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** What it can read; nothing where absent. */
  readonly input?: string;
  /** As of the world: an hour where absent. */
  readonly patience?: number;
  /** ms since 1970; the NOW of the sample runs where absent. */
  readonly now?: () => number;
}

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The bytes of stdout. */
  readonly bytes: Buffer;
}

export type Cli = (...words: string[]) => Promise<Answer>;

/** `git run` in a repository: `await run('log', '-n', '1')`. */
export function cli(on: Pick<TemporaryRepository, 'path' | 'env'>, options: CliOptions = {}): Cli {
  return async (...words) => {
    const { world, out, err } = worldOf(on, options);
    const exitCode = await dispatch(world, words);
    const bytes = Buffer.concat(out);
    return { exitCode, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString() };
  };
}

/** A world in memory, with what is written to it. */
export function worldOf(on: Pick<TemporaryRepository, 'path' | 'env'>, options: CliOptions = {}) {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const world: World = {
    cwd: options.cwd ?? on.path,
    env: { ...on.env, ...options.env },
    input: async () => options.input ?? '',
    async *inputBytes() {
      yield Buffer.from(options.input ?? '');
    },
    out: outputTo(out, options.terminal),
    err: outputTo(err, options.terminal),
    interactive: false,
    // A busy machine is slow, and says no more than a quick one.
    patience: options.patience ?? 3_600_000,
    zone: () => 0,
    now: options.now ?? (() => NOW),
  };
  return { world, out, err };
}

function outputTo(written: Buffer[], terminal: CliOptions['terminal']): Output {
  return {
    write: text => void written.push(Buffer.from(text)),
    async writeBytes(bytes) {
      written.push(Buffer.from(bytes));
    },
    isTerminal: terminal !== undefined,
    columns: terminal?.columns,
    rows: terminal?.rows,
  };
}
