/** A command that runs although nothing of it can be recorded. */
import { childEnvironment } from '../exec/child-environment.ts';
import { findProgram } from '../process/find-program.ts';
import { GitCommandError } from '../run/repository-errors.ts';
import { runJob } from './job.ts';
import { fillPlaceholders } from './plan.ts';
import type { Recorded, RecordRequest } from './request.ts';

/**
 * Whether an error is none that the user could have avoided: a git that was killed, as where memory is short. The
 * command runs all the same then; where Git refuses, nothing is begun.
 */
export function isNobodysFault(error: unknown): error is GitCommandError {
  return error instanceof GitCommandError && error.data.exitCode === null;
}

/** Runs a command and records nothing; `error` is why. Throws CommandNotRunnableError. */
export async function runUnrecorded(
  { argv: typed, params, directory, env }: Pick<RecordRequest, 'argv' | 'params' | 'directory' | 'env'>,
  error: Error,
): Promise<Recorded> {
  const { argv } = fillPlaceholders(typed, params);
  const { exit } = await runJob({
    program: findProgram(argv[0] as string, directory, env),
    argv,
    directory,
    env: childEnvironment(env, {}).env,
    ignoreHangup: env.GIT_RUN_NOHUP === '1',
  });
  return { exit, notKept: [], trouble: { error } };
}
