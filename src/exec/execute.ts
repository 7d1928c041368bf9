/**
 * Runs the user's command as if we were not there. The child is in our session and process group and has our
 * stdin, so the terminal treats it as it would without us; only its output takes a way through us.
 */
import { ended } from '../process/collect.ts';
import { spawnAttached } from '../process/spawn.ts';
import { CommandNotRunnableError } from '../run/errors.ts';
import type { Execution, Exit } from './execution.ts';
import { employKeeper } from './keeper.ts';
import { type Outlets, openOutlets } from './outlets.ts';
import { passOn } from './pass-on.ts';
import { catchSignals, send } from './signals.ts';

/**
 * Runs a command to its end, never longer and never shorter, and tells how it ended.
 * Throws CommandNotRunnableError where the system refuses to start it.
 */
export async function execute(execution: Execution): Promise<Exit> {
  const outlets = await openOutlets(problem => execution.onProblem?.(problem));
  const passing = outlets.all.map(outlet => passOn(outlet, execution));
  const signals = catchSignals(execution);
  let unfollow = () => {};
  let dismiss = () => {};
  try {
    const child = launch(execution, outlets);
    const end = ended(child).catch(error => refuse(execution, error));
    if (child.pid !== undefined) {
      signals.passOnTo(child);
      // The terminal's own SIGWINCH may reach the child before the size is there to be read.
      unfollow = outlets.follow(() => send(child, 'SIGWINCH'));
      execution.onStart(child.pid);
      dismiss = keepFor(execution, outlets);
    }
    const { code, signal } = await end;
    await Promise.all(passing.map(one => one.finish()));
    return signal === null ? { code: code ?? 0 } : { signal };
  } finally {
    unfollow();
    dismiss();
    await signals.end();
    for (const { channel } of outlets.all) {
      channel.closeInput();
      channel.output.destroy();
    }
  }
}

/** Has somebody stand by for our own death; returns the end of it. */
function keepFor({ keeper, onKeeper }: Execution, { all }: Outlets): () => void {
  if (keeper === undefined || all.length === 0) return () => {};
  const { end } = employKeeper(keeper, all, pid => onKeeper?.(pid));
  return end;
}

/** Starts the child. */
function launch(execution: Execution, { stdout, stderr, all }: Outlets) {
  const { program, argv, cwd, env, ignoreHangup } = execution;
  const how = {
    stdio: ['inherit', stdout, stderr] as const,
    cwd,
    env,
    hidden: all.flatMap(({ channel }) => channel.hidden),
  };
  const args = argv.slice(1);
  try {
    if (!ignoreHangup) return spawnAttached(program, args, { ...how, argv0: argv[0] ?? program });
    // Node gives every child its default signals; a shell can ignore one and become the program.
    return spawnAttached('/bin/sh', ['-c', 'trap "" HUP; exec "$@"', 'sh', program, ...args], how);
  } catch (error) {
    return refuse(execution, error as NodeJS.ErrnoException);
  }
}

function refuse({ argv, program }: Execution, error: NodeJS.ErrnoException): never {
  throw new CommandNotRunnableError(argv[0] ?? program, error.code === 'ENOENT' ? 127 : 126);
}
