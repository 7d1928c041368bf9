/** `rerun RUN`: the run once more, in a worktree of its own, as a new run; and whether the same came out. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '../config/read-settings.ts';
import type { Settings } from '../config/settings.ts';
import type { Repository } from '../git/repository.ts';
import { type ComparedRun, type Comparison, compareRuns } from '../query/compare.ts';
import { recordedHere } from '../record/maintain.ts';
import { leaveUnfilled } from '../record/plan.ts';
import { record } from '../record/record.ts';
import type { Recorded, RecordRequest } from '../record/request.ts';
import { MissingForRerunError, UntrustedRunError } from '../run/errors.ts';
import { ARTIFACTS } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { type LoadedRun, loadDetail, loadRun, type RunDetail } from '../store/load.ts';
import { missingFor } from './missing.ts';
import { fillRedacted, planRerun, type RerunPlan } from './plan-rerun.ts';
import { type SourceTree, withSourceTree } from './source-tree.ts';

export interface RerunRequest {
  readonly repository: Repository;
  /** Those that hold here: what is linked into the worktree is read from them. */
  readonly settings: Settings;
  /** The environment git-run was started in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: LoadedRun;
  /** Whether a run that was recorded elsewhere may be executed. */
  readonly trust: boolean;
  /** What stood where the record has `[redacted]`, in order. */
  readonly secrets: readonly string[];
  readonly name?: string;
  /** As of RecordRequest. */
  readonly keeper?: readonly string[];
  /** The clock, ms since 1970. */
  now(): number;
  onStart?: NonNullable<RecordRequest['onStart']>;
  onInterrupt?: NonNullable<RecordRequest['onInterrupt']>;
  listen?: NonNullable<RecordRequest['listen']>;
}

export interface Rerun {
  readonly recorded: Recorded;
  /** Absent where the new run could not be stored. */
  readonly comparison?: Comparison;
}

/**
 * Checks a run out, executes its command there and records it with its lineage. Throws UntrustedRunError and
 * MissingForRerunError before anything is started.
 */
export async function rerun(request: RerunRequest): Promise<Rerun> {
  const { repository, settings, env, run: loaded } = request;
  const { run } = loaded;
  const here = await refuseUntrusted(repository, run, request.trust);
  const detail = await loadDetail(repository.objects, loaded);
  const shown = planRerun({ ...loaded, inputs: detail.inputs });
  const plan = fillRedacted(shown, request.secrets);
  const { source } = run;
  const tree = { repository, env, commit: source.commit, source, link: settings.worktreeLink };
  return withSourceTree({ ...tree, links: here ? 'as-is' : 'inside' }, async place => {
    const recorded = await record({ ...(await requestIn(place, plan, request)), hidden: hiddenWords(shown) });
    if (recorded.stored === undefined) return { recorded };
    const before = compared(loaded, detail);
    return { recorded, comparison: compareRuns(before, await reload(repository, recorded.stored.commit)) };
  });
}

/** A secret that came from a param into the middle of a word has nothing beside it now that tells what it is. */
function hiddenWords({ redacted }: RerunPlan): ReadonlyMap<number, string> {
  return new Map(redacted.flatMap(place => (place.kind === 'word' ? [[place.index, place.shown]] : [])));
}

/** Throws UntrustedRunError for a run that was recorded elsewhere and is not trusted; tells whether it was recorded here. */
export async function refuseUntrusted(
  repository: Repository,
  { id, name, command }: Run,
  trust: boolean,
): Promise<boolean> {
  const here = await recordedHere(repository, id);
  if (!here && !trust) throw new UntrustedRunError(name, command.argv);
  return here;
}

/** What is recorded in the worktree. Throws MissingForRerunError where something is lacking there. */
async function requestIn(tree: SourceTree, plan: RerunPlan, request: RerunRequest): Promise<RecordRequest> {
  const { env, name, keeper, now, onStart, onInterrupt, listen } = request;
  const directory = join(tree.path, plan.cwd);
  // A directory in which nothing is tracked is no part of the source.
  await mkdir(directory, { recursive: true });
  const missing = [
    ...tree.missing.map(({ path, oid }) => `the submodule ${path} at ${oid.slice(0, 10)}`),
    ...(await missingFor(plan, { top: tree.path, directory, env })),
  ];
  if (missing.length > 0) throw new MissingForRerunError(request.run.run.name, missing);
  return {
    ...tree.request(plan.cwd),
    settings: await settingsOf(tree, plan, env),
    env,
    argv: plan.argv,
    ...(name === undefined ? {} : { name }),
    params: plan.params,
    // What was recorded is what was executed: braces in it are its own.
    fill: leaveUnfilled,
    tags: {},
    note: '',
    ...(plan.seed === undefined ? {} : { seed: plan.seed }),
    lineage: plan.lineage,
    headIsSource: true,
    ...(keeper === undefined ? {} : { keeper }),
    now,
    ...(onStart === undefined ? {} : { onStart }),
    ...(onInterrupt === undefined ? {} : { onInterrupt }),
    ...(listen === undefined ? {} : { listen }),
  };
}

/** The settings of the source's own `git-run.yaml`, with what was typed then. */
async function settingsOf(tree: SourceTree, plan: RerunPlan, env: RerunRequest['env']): Promise<Settings> {
  const settings = await readSettings({
    config: tree.repository.config,
    env,
    workTree: tree.path,
    prefix: '',
    options: { experiment: plan.experiment },
  });
  const typed = plan.inputs.filter(({ declared }) => declared !== 'argv').map(({ path }) => path);
  return {
    ...settings,
    outputs: plan.outputs,
    inputs: [...new Set([...settings.inputs, ...typed])],
  };
}

async function reload({ objects }: Repository, commit: string): Promise<ComparedRun> {
  const run = await loadRun(objects, commit);
  return compared(run, await loadDetail(objects, run));
}

/** What was added to a run after its end did not come out of it. */
function compared({ run, recorded = run, added }: LoadedRun, { artifacts }: RunDetail): ComparedRun {
  const { outcome, metrics } = recorded;
  return {
    run: { outcome, metrics },
    artifacts: artifacts.filter(({ path }) => !Object.hasOwn(added, `${ARTIFACTS}${path}`)),
  };
}
