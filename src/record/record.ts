/**
 * Recording: read → plan → journal, then the job, then its run in the store. Whatever goes wrong with the recording,
 * the job runs as it would have without us, and its exit is ours.
 */
import { join } from 'node:path';
import { childEnvironment } from '../exec/child-environment.ts';
import { type HeldSignals, holdSignals } from '../exec/hold-signals.ts';
import { prepareOutlets } from '../exec/outlets.ts';
import { findProgram } from '../process/find-program.ts';
import { defaultName } from '../run/name.ts';
import { GitCommandError } from '../run/repository-errors.ts';
import { outcomeOf } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import { dropAnchor } from '../store/anchor.ts';
import { newRunId } from '../store/new-id.ts';
import { type Begun, begin, contextOf, openJournal } from './begin.ts';
import { type Job, runJob } from './job.ts';
import { leftBehind } from './left-behind.ts';
import { cacheDirectory, type LiveExit, type LiveRun, syncLive, writePlan } from './live.ts';
import { fillPlaceholders, paramVariable, type RunPlan } from './plan.ts';
import { removeLive } from './remove-live.ts';
import type { ListenedRun, Recorded, RecordRequest } from './request.ts';
import { mended, rescue } from './rescue.ts';
import { storeEnded } from './store-ended.ts';

/** Runs a command and records it. Throws only before the command starts: CommandNotRunnableError. */
export async function record(request: RecordRequest): Promise<Recorded> {
  const started = request.now();
  const id = newRunId(started);
  const { argv, filled } = (request.fill ?? fillPlaceholders)(request.argv, request.params);
  const program = findProgram(argv[0] as string, request.directory, request.env);
  const live = await openJournal(request, id);
  const child = childOf(request, { id, filled, ...(live instanceof Error ? {} : { live }) });
  const listened = live instanceof Error ? undefined : listenedRun({ ...request, argv }, live, started);
  const listening = listened && (await request.listen?.(listened.run).catch(() => undefined));
  const job: Job = {
    program,
    argv,
    directory: request.directory,
    env: { ...child.env, ...listening?.env },
    ignoreHangup: request.env.GIT_RUN_NOHUP === '1',
  };
  if (live instanceof Error) {
    const { exit } = await runJob(job);
    return { exit, notKept: [], trouble: { error: live } };
  }
  const context = contextOf(request, { live, argv, env: child.env });
  prepareOutlets(live.path);
  const preparation = await begin({ request, live, context, started, withheld: child.withheld });
  listened?.begun(preparation.plan);
  // The job does not wait for it: that it can be lost before the first second is over is no loss.
  void Promise.all([syncLive(live), request.repository.sync()]).catch(() => {});
  // Nothing is asked of Git while the job runs, which may be for days.
  void request.repository.close().catch(() => {});
  request.onStart?.({ id, name: preparation.plan.name });
  const recording = { live, context, request };
  const held = holdSignals();
  try {
    const { unsaid = [], ...ended } = await runJob({ ...job, recording }).catch(async error => {
      await listening?.close({ code: 1 });
      return discard(request, live, error);
    });
    held.begin(again => request.onInterrupt?.(again));
    const heard = (await listening?.close(ended.exit)) ?? [];
    const problems = [...preparation.plan.problems, ...unsaid, ...heard];
    const plan = { ...preparation.plan, ...listened?.changes(), problems };
    return await conclude({ request, live, held, ...preparation, plan }, ended);
  } finally {
    held.end();
  }
}

/** A command that the system refuses to start leaves nothing behind. */
async function discard({ repository }: RecordRequest, live: LiveRun, error: Error): Promise<never> {
  await removeLive(live).catch(() => {});
  await dropAnchor(repository.refs, live.id).catch(() => {});
  throw error;
}

/** The run as a listener has it, and what came of that. */
function listenedRun({ name, argv, directory }: RecordRequest, live: LiveRun, started: number) {
  let plan: RunPlan | undefined;
  let changes: Pick<RunPlan, 'experiment'> | undefined;
  const run: ListenedRun = {
    ...{ id: live.id, path: live.path, argv, directory, started },
    name: name ?? defaultName(live.id),
    source: () => plan?.source,
    async placeIn(experiment) {
      changes = { experiment };
      // It holds for who recovers it too.
      if (plan !== undefined) await writePlan(live, { ...plan, experiment }).catch(() => {});
    },
  };
  return {
    run,
    begun(now: RunPlan) {
      plan = now;
    },
    changes: () => changes,
  };
}

interface ChildOptions {
  readonly id: RunId;
  readonly filled: ReadonlySet<string>;
  readonly live?: LiveRun;
}

/** What the child sees: the user's environment, without Git's own variables, and the protocol's. */
function childOf(request: RecordRequest, { id, filled, live }: ChildOptions) {
  const free = Object.entries(request.params).filter(([key]) => !filled.has(key));
  // Those of a run that this one is inside of would collect what this one says.
  const { GIT_RUN_EVENTS: _, GIT_RUN_ARTIFACTS: __, ...env } = request.env;
  return childEnvironment(env, {
    GIT_RUN_ID: id,
    GIT_RUN_EXPERIMENT: request.settings.experiment,
    GIT_RUN_NAME: request.name ?? defaultName(id),
    ...(request.seed === undefined ? {} : { GIT_RUN_SEED: request.seed }),
    ...(live === undefined
      ? {}
      : { GIT_RUN_EVENTS: join(live.path, 'events'), GIT_RUN_ARTIFACTS: join(live.path, 'artifacts') }),
    ...Object.fromEntries(free.map(([key, value]) => [paramVariable(key), value])),
  });
}

interface Conclusion extends Begun {
  readonly request: RecordRequest;
  readonly live: LiveRun;
  readonly held: HeldSignals;
}

/** Stores the run. Where that fails its journal is kept, and with it everything `recover` needs. */
async function conclude(conclusion: Conclusion, ended: LiveExit): Promise<Recorded> {
  const { request, live, planned, held } = conclusion;
  try {
    const plan = await mended(live, conclusion, ended);
    if (conclusion.trouble !== undefined) throw conclusion.trouble;
    const ending = { ...ended, outcome: outcomeOf(ended.exit) };
    const store = () => storeEnded(request.repository, { live, plan, ending, held });
    // The end of one git, or what `git gc --prune=now` took away meanwhile, need not cost the run.
    const { kept, artifacts, ...stored } = await store().catch(error => {
      if (error instanceof GitCommandError) return store();
      throw error;
    });
    // The run is stored: that nobody can be told what is not kept is no reason to say otherwise.
    const notKept = await leftBehind(request.repository, {
      ...{ run: stored.run, kept, artifacts },
      top: plan.workTree,
      since: planned ?? Date.parse(plan.started),
      cache: cacheDirectory(request.repository.place.commonDir),
    }).catch(() => []);
    return { exit: ended.exit, stored, notKept };
  } catch (error) {
    return {
      exit: ended.exit,
      notKept: [],
      trouble: await rescue({ live, plan: conclusion.plan, env: request.env }, ended, error as Error),
    };
  }
}
