/** Runs as commands ask for them: rows for lists, and the one run a selector means. */
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import { nearest } from '../query/nearest.ts';
import { matchRuns, parseSelector, type Selector, selectRun } from '../query/selector.ts';
import { type LiveEntry, listJournals } from '../record/journals.ts';
import { ExperimentNotFoundError, RunNotEndedError, RunNotFoundError } from '../run/errors.ts';
import { parseRunId } from '../run/run-id.ts';
import { rowOfRun, type WholeRow } from '../run/run-row.ts';
import { listExperiments } from '../store/experiments.ts';
import { findTip, iterateRuns, listTips, loadTip, type RunTip } from '../store/list.ts';
import type { LoadedRun } from '../store/load.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import type { Counter } from './counter.ts';

/** A run that was found: in the store, or still in its journal. */
export interface FoundRun {
  readonly row: WholeRow;
  readonly loaded?: LoadedRun;
  readonly live?: LiveEntry;
}

/** One that has ended. */
export type EndedRun = FoundRun & { readonly loaded: LoadedRun };

/** All runs, newest first, as they are read, `wanted` of them at first; those in progress are among them. Damaged ones are said, and passed over. */
export async function* runRows(context: Context, wanted?: number): AsyncGenerator<FoundRun> {
  // Before the runs that have ended: one that ends now is found twice rather than never.
  const live =
    context.remote === undefined ? (await liveRuns(context, await context.repository())).reverse() : [];
  const source = await context.source();
  const naming = experimentNames(source);
  const counter = await counterOf(context, wanted);
  let read = 0;
  try {
    for await (const run of iterateRuns(source, wanted)) {
      counter?.update(++read);
      while (live[0] !== undefined && live[0].row.id > run.id) yield live.shift() as FoundRun;
      // It has just been stored, and its journal is about to go.
      if (live[0]?.row.id === run.id) live.shift();
      if ('error' in run) context.say(`git-run: passed over ${run.id}: ${sanitise(run.error.message)}`);
      else yield foundIn(run, await naming);
    }
    yield* live;
  } finally {
    counter?.stop();
    await naming;
  }
}

/** Over a network it takes its time. */
async function counterOf(context: Context, wanted = Number.POSITIVE_INFINITY): Promise<Counter | undefined> {
  if (context.remote === undefined) return undefined;
  const { length } = await listTips(await context.source());
  const { openCounter } = await import('./counter.ts');
  return openCounter(context, 'reading runs', Math.min(length, wanted));
}

/** What experiments are called now, by id: their runs hold the name of then. */
async function experimentNames(source: Readable): Promise<ReadonlyMap<string, string>> {
  // Without their records the names of then have to do.
  const experiments = await listExperiments(source).catch(() => []);
  return new Map(experiments.map(({ id, name }) => [id, name]));
}

function foundIn(loaded: LoadedRun, names: ReadonlyMap<string, string>): FoundRun {
  const { id, name } = loaded.run.experiment;
  return { row: { ...rowOfRun(loaded, loaded.commit), experiment: names.get(id) ?? name }, loaded };
}

/** The runs in progress, oldest first. */
export async function liveRuns(context: Context, repository: Repository): Promise<FoundRun[]> {
  const journals = await listJournals({ repository, env: context.env, now: context.now() });
  return journals.flatMap(live => {
    const row = live.standing.kind === 'abandoned' ? undefined : liveRow(live);
    return row === undefined ? [] : [{ row, live }];
  });
}

function liveRow({ plan }: LiveEntry): WholeRow | undefined {
  if (plan === undefined) return undefined;
  const { id, name, started, params, tags, note } = plan;
  const empty = { metrics: {}, artifacts: { count: 0, bytes: 0 }, trashed: false } as const;
  const experiment = plan.experiment.name;
  return { id, name, experiment, status: 'running', started, params, tags, note, ...empty };
}

/** The run a selector means. Throws RunNotFoundError, AmbiguousRunError, ExperimentNotFoundError. */
export async function findRun(context: Context, selector: string): Promise<FoundRun> {
  const parsed = parseSelector(selector);
  if (parsed.kind === 'newest') return findNewest(context, parsed);
  const source = await context.source();
  const tip = await tipByName(source, parsed.text);
  if (tip !== undefined) return foundTip(source, tip);
  const found = new Map<string, FoundRun>();
  for await (const run of runRows(context)) found.set(run.row.id, run);
  const rows = [...found.values()].map(({ row }) => row);
  try {
    return found.get(selectRun(parsed, rows, context.now()).id) as FoundRun;
  } catch (error) {
    if (!(error instanceof RunNotFoundError)) throw error;
    const labels = rows.map(({ experiment, name }) =>
      selector.includes('/') ? `${experiment}/${name}` : name,
    );
    throw new RunNotFoundError(selector, nearest(selector, labels));
  }
}

type Newest = Extract<Selector, { kind: 'newest' }>;

/** Read no further than to the run that is meant: the newest are asked for most. */
async function findNewest(context: Context, selector: Newest): Promise<FoundRun> {
  const now = context.now();
  let { back } = selector;
  for await (const run of runRows(context, back + 1)) {
    if (matchRuns({ ...selector, back: 0 }, [run.row], now).length > 0 && back-- === 0) return run;
  }
  if (selector.experiment !== undefined) await checkExperiment(context, selector.experiment);
  throw new RunNotFoundError(selector.text);
}

/** Throws ExperimentNotFoundError where there is no experiment of the name. */
export async function checkExperiment(context: Context, name: string): Promise<void> {
  const experiments = await listExperiments(await context.source());
  const names = experiments.filter(({ removed }) => !removed).map(experiment => experiment.name);
  if (!names.includes(name)) throw new ExperimentNotFoundError(name, nearest(name, names));
}

/** As `findRun`, of runs that have ended. Throws RunNotEndedError for one in progress. */
export async function findEnded(context: Context, selector: string): Promise<EndedRun> {
  const { row, loaded } = await findRun(context, selector);
  if (loaded === undefined) throw new RunNotEndedError(row.id);
  return { row, loaded };
}

/** A whole id, or eight characters of one that fit one run only, need no look at names. */
async function tipByName(source: Readable, text: string): Promise<RunTip | undefined> {
  const id = parseRunId(text);
  if (id !== undefined) return findTip(source, id);
  const part = text.toLowerCase();
  if (!/^[0-9a-hjkmnp-tv-z]{8,25}$/.test(part) || !/\d/.test(part)) return undefined;
  const matching = (await listTips(source)).filter(tip => tip.id.endsWith(part) || tip.id.startsWith(part));
  return matching.length === 1 ? matching[0] : undefined;
}

async function foundTip(source: Readable, tip: RunTip): Promise<FoundRun> {
  const [loaded, names] = await together(loadTip(source, tip), experimentNames(source));
  return foundIn(loaded, names);
}

/** Waits for both, even where one fails: what goes on alone would ask Git behind a closed door, and keep us from ending. */
async function together<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
