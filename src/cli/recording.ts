/** What commands that record have in common: their options, what they ask of a recording, and how they end. */
import { constants } from 'node:os';
import { authorOf } from '../record/identity.ts';
import { maintain } from '../record/maintain.ts';
import type { ListenedRun, Listening, Recorded, RecordRequest } from '../record/request.ts';
import { type Assertion, holds, parseAssertions } from './assertions.ts';
import { flag, list, type Options, text } from './command.ts';
import type { Context } from './context.ts';
import { metricDirections } from './directions.ts';
import { foldingAside } from './fold-aside.ts';
import { keyValues } from './key-value.ts';
import { servePages } from './pages/serve-pages.ts';
import { pushEndedRun } from './push-ended.ts';
import { reportRecorded } from './report-recorded.ts';
import { checkRunName, parentOf, runOptions } from './run-options.ts';
import { sayInterrupt } from './say-interrupt.ts';
import { warnOfTraps } from './warn-of-traps.ts';

/** The options they share. */
export const recordingOptions = {
  tags: runOptions.tags,
  note: runOptions.note,
  outputs: list('-o, --output <glob>', 'files to keep as artifacts'),
  inputs: list(
    '-i, --input <path>',
    'a file the command reads that Git does not hold: its digest is recorded',
  ),
  seed: text('--seed <n>', 'the seed, for the command in GIT_RUN_SEED'),
  assert: list('--assert <filter>', "end with 1 where it is not true of the run: 'metrics.acc >= 0.9'"),
  quiet: flag('-q, --quiet', 'say nothing when all went well'),
};

/** What was given with them. */
export interface RecordingInput extends Options<typeof recordingOptions> {
  readonly name: string | undefined;
  readonly experiment: string | undefined;
}

/** Reads what is asserted of the run. */
export function assertionsOf(
  context: Context,
  { assert }: Pick<RecordingInput, 'assert'>,
): Promise<Assertion[]> {
  return parseAssertions(assert, () =>
    // A job starts also where nothing can be recorded of it.
    metricDirections(context).catch(() => ({})),
  );
}

/** What a recording here is asked, by the options; the command and its params are the caller's to add. */
export async function recordingOf(
  context: Context,
  given: RecordingInput,
): Promise<Omit<RecordRequest, 'argv' | 'params'>> {
  checkRunName(given.name);
  const repository = await context.repository();
  const settings = await context.settings({
    ...(given.experiment === undefined ? {} : { experiment: given.experiment }),
    outputs: given.outputs,
    inputs: given.inputs,
  });
  return {
    repository,
    settings,
    env: context.env,
    directory: context.cwd,
    ...(given.name === undefined ? {} : { name: given.name }),
    tags: keyValues(given.tags, '-t'),
    note: given.note ?? '',
    ...(given.seed === undefined ? {} : { seed: given.seed }),
    lineage: parentOf(context),
    ...(context.keeper === undefined ? {} : { keeper: context.keeper }),
    now: context.now,
    listen: run => listenTo(context, run, { repository, settings, isPlaced: given.experiment !== undefined }),
    onInterrupt: sayInterrupt(context),
  };
}

interface Heard extends Pick<RecordRequest, 'repository' | 'settings'> {
  readonly isPlaced: boolean;
}

/** A job that logs with mlflow logs into its run, unless the user has a server of their own for that. */
export async function listenTo(context: Context, run: ListenedRun, heard: Heard): Promise<Listening> {
  const { isTracked, listenBesideJob } = await import('../interop/mlflow/beside-job.ts');
  const { env, cwd: directory, now, say } = context;
  if (isTracked(env)) return { env: {}, close: async () => [] };
  const author = authorOf(heard.repository.config, env);
  const pages = servePages(context);
  return listenBesideJob({ ...heard, env, directory, author, pages, now, say }, run);
}

export interface RecordingEnd {
  readonly request: Pick<RecordRequest, 'repository' | 'settings'>;
  readonly assertions: readonly Assertion[];
  readonly quiet: boolean;
  /** As of ReportOptions. */
  readonly worktreeGone: boolean;
}

/** Says how a recording went, does what is due after it, and returns how the command is to end. */
export async function endRecording(
  context: Context,
  recorded: Recorded,
  { request, assertions, quiet, worktreeGone }: RecordingEnd,
): Promise<number> {
  await reportRecorded(context, recorded, { quiet, worktreeGone });
  if (!quiet) await warnOfTraps(context, request.repository);
  const { stored } = recorded;
  if (stored !== undefined) {
    const { repository, settings } = request;
    await pushEndedRun(context, stored.run.id, { quiet });
    await maintain(repository, settings, stored.run.id, foldingAside(context));
  }
  return judged(context, assertions, recorded);
}

/** A job that failed has failed by itself, whatever else is not true of its run. */
export async function judged(
  context: Context,
  assertions: readonly Assertion[],
  recorded: Recorded,
): Promise<number> {
  const isSo = await holds(context, assertions, recorded);
  return exitWith(recorded) || (isSo ? 0 : 1);
}

/** Ends as the child did. A signal is passed on as the exit code a shell gives it. */
function exitWith({ exit }: Recorded): number {
  return 'code' in exit ? exit.code : 128 + signalNumber(exit.signal);
}

function signalNumber(name: string): number {
  return (constants.signals as Readonly<Record<string, number>>)[name] ?? 0;
}
