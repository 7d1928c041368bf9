/** Calls of the git program: arguments are data, what it says is parsed by pure functions elsewhere. */
import { type Collected, collect, type Invocation } from '../../process/collect.ts';
import { startDetached, startPiped } from '../../process/start.ts';
import { GitCommandError, GitMissingError } from '../../run/repository-errors.ts';

/** How git is called: `env` is added to the environment it is bound to. */
export interface CallOptions extends Pick<Invocation, 'input' | 'env' | 'signal' | 'gently'> {
  readonly ok?: readonly number[];
}

/** A git program bound to one directory. */
export interface GitProgram {
  readonly cwd: string;
  /** Runs git and returns what it printed; throws GitCommandError where its exit code is not among `ok` (0). */
  (args: readonly string[], how?: CallOptions): Promise<Buffer>;
  /** Starts git with its input and output open. */
  open(args: readonly string[]): ReturnType<typeof startPiped>;
  /** Starts calls of git one after the other in the background, and returns at once. */
  detach(calls: readonly (readonly string[])[]): void;
}

/**
 * What every call gets. Objects and refs are synced: by default Git syncs neither loose objects nor refs
 * (git-config, core.fsync). No hook of the user's fires on our refs; optional locks would contend with theirs. No monitor
 * is asked which files have changed: it is one more program, and what it misses would be missing from the source. What a stranger's `.gitmodules` names is
 * never gone into.
 */
const PRELUDE = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsync=committed,reference',
  '-c',
  'core.safecrlf=false',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'submodule.recurse=false',
];

/** Binds git to a directory. Messages are asked for in English; no call of ours may ask a question. */
export function gitProgram(cwd: string, env: NodeJS.ProcessEnv): GitProgram {
  const environment = { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  const call = async (args: readonly string[], { ok = [0], env: more, ...how }: CallOptions = {}) => {
    const done = await collected([...PRELUDE, ...args], { ...how, cwd, env: { ...environment, ...more } });
    if (done.code === null || !ok.includes(done.code)) {
      throw new GitCommandError(args, done.code, done.stderr);
    }
    return done.stdout;
  };
  const place = { cwd, env: environment };
  const open = (args: readonly string[]) => startPiped('git', [...PRELUDE, ...args], place);
  const detach = (calls: readonly (readonly string[])[]) =>
    startDetached(
      calls.map(args => ['git', ...PRELUDE, ...args]),
      place,
    );
  return Object.assign(call, { cwd, open, detach });
}

async function collected(args: readonly string[], how: Invocation): Promise<Collected> {
  try {
    return await collect('git', args, how);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new GitMissingError();
    throw error;
  }
}
