/**
 * The run of a program that records itself: that of `git run exec` where it is started by that, else one of its own.
 *
 *     import { startRun } from 'git-run';
 *
 *     await using run = await startRun({ name: 'first', params: { lr: 0.1 } });
 *     for (let epoch = 0; epoch < 10; epoch++) run.metric('loss', 1 / (epoch + 1), { step: epoch });
 *     run.artifact('model.json');
 *     await run.end('finished');
 */
import { basename, relative, resolve, sep } from 'node:path';
import { readSettings } from '../config/read-settings.ts';
import { openRepository } from '../git/open.ts';
import { UsageError } from '../run/errors.ts';
import type { ParamValue } from '../run/event-line.ts';
import { whyNotAName } from '../run/experiment.ts';
import { BareRepositoryError } from '../run/repository-errors.ts';
import { parseRunId, type RunId } from '../run/run-id.ts';
import { maintain } from './maintain.ts';
import { eventSayer } from './say-events.ts';
import { type RunPlace, type StartedRun, startedRun } from './started-run.ts';
import { openWrittenRun } from './written-run.ts';

export interface StartRequest {
  /** What to call it; made up where absent. Where exec was given a name, that one stays. */
  readonly name?: string;
  /** The experiment it belongs to; that of the settings where absent. Under exec it is exec's. */
  readonly experiment?: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly note?: string;
  /** A directory of the repository that records it; the working directory where absent. Under exec it is exec's. */
  readonly directory?: string;
  /** The environment it is in; that of this process where absent. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What is shown as its command, and executed to run it again; that of this process where absent. */
  readonly argv?: readonly string[];
}

/**
 * Begins a run, or joins that of exec. Throws UsageError, and outside of exec NotARepositoryError, SettingsError, and
 * the system's error where there is no room for it.
 */
export async function startRun(request: StartRequest = {}): Promise<StartedRun> {
  const why = request.name === undefined ? undefined : whyNotAName(request.name);
  if (why !== undefined) throw new UsageError(`the run cannot be called '${request.name}': ${why}`);
  const { env = process.env } = request;
  const around = parseRunId(env.GIT_RUN_ID ?? '');
  const { GIT_RUN_EVENTS: events, GIT_RUN_NAME: name = '', GIT_RUN_ARTIFACTS: artifacts = '' } = env;
  const isOwn = around === undefined || !events;
  const place = isOwn
    ? await openOwn(request, around)
    : { id: around, name, events, artifacts, end: async () => undefined };
  if (!isOwn && request.name !== undefined) eventSayer(events)({ name: request.name });
  const run = startedRun(place);
  const { params = {}, tags = {}, note } = request;
  if (Object.keys(params).length > 0) run.params(params);
  for (const [key, value] of Object.entries(tags)) run.tag(key, value);
  if (note !== undefined) run.note(note);
  return run;
}

async function openOwn(
  { directory: where = '.', argv, name, experiment, env = process.env }: StartRequest,
  around: RunId | undefined,
): Promise<RunPlace> {
  const directory = resolve(where);
  const repository = await openRepository(directory, env);
  const { config, place } = repository;
  if (place.workTree === undefined) throw new BareRepositoryError(place.gitDir);
  const settings = await readSettings({
    config,
    env,
    workTree: place.workTree,
    prefix: place.prefix,
    options: experiment === undefined ? {} : { experiment },
  });
  const written = await openWrittenRun({
    repository,
    settings,
    env,
    directory,
    argv: argv ?? ownCommand(directory),
    ...(name === undefined ? {} : { name }),
    lineage: around === undefined ? [] : [{ relation: 'child-of', id: around }],
    pid: process.pid,
    now: Date.now,
  });
  // Its processes would keep ours from ending.
  await repository.close().catch(() => {});
  return {
    ...written,
    async end(outcome) {
      try {
        const { run } = await written.end(outcome);
        await maintain(repository, settings, run.id);
        return run;
      } finally {
        await repository.close().catch(() => {});
      }
    },
  };
}

/** The words that start this program again, its script as seen from its directory: a checkout has it elsewhere. */
function ownCommand(directory: string): string[] {
  const [, script, ...words] = process.argv;
  if (script === undefined) return [basename(process.execPath), ...process.execArgv];
  const path = relative(directory, script);
  const isInside = path.split(sep)[0] !== '..';
  return [basename(process.execPath), ...process.execArgv, isInside ? path : script, ...words];
}
