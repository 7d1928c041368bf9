/** Runs as they are read one by one, the newest first; those in progress are among them. */
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import { type LiveEntry, listJournals } from '../record/journals.ts';
import type { RunId } from '../run/run-id.ts';
import { type RunRow, rowOfRun, type WholeRow } from '../run/run-row.ts';
import { listExperiments } from '../store/experiments.ts';
import { iterateRuns, iterateTips } from '../store/list.ts';
import type { LoadedRun, UnreadableRun } from '../store/load.ts';
import { listTips } from '../store/tips.ts';
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
  const source = await context.source();
  const naming = experimentNames(source);
  const counter = await counterOf(context, wanted);
  let read = 0;
  const ended = async function* () {
    for await (const run of iterateRuns(source, wanted)) {
      counter?.update(++read);
      yield 'error' in run ? run : { ...foundIn(run, await naming), id: run.id };
    }
  };
  try {
    yield* withLive(context, ended());
  } finally {
    counter?.stop();
    await naming;
  }
}

/** As `runRows`, as rows alone: of runs that are only known of, what is told of them is enough, and none is brought. */
export async function* newestRows(context: Context, wanted?: number): AsyncGenerator<RunRow> {
  const source = await context.source();
  if (source.known === undefined) {
    for await (const { row } of runRows(context, wanted)) yield row;
    return;
  }
  const { readRows } = await import('../store/index/missing-runs.ts');
  const experiments = experimentNames(source);
  const ended = async function* () {
    for await (const tips of iterateTips(source, wanted)) {
      const rows = await readRows({ repository: source, experiments, missing() {} }, tips);
      for (const one of rows) yield 'error' in one ? one : { row: one, id: one.id };
    }
  };
  try {
    for await (const { row } of withLive<{ row: RunRow }>(context, ended())) yield row;
  } finally {
    await experiments;
  }
}

/** Runs that have ended, newest first, with those in progress among them. Damaged ones are said, and passed over. */
async function* withLive<Found>(
  context: Context,
  ended: AsyncIterable<(Found | UnreadableRun) & { readonly id: RunId }>,
): AsyncGenerator<Found | FoundRun> {
  // Before the runs that have ended: one that ends now is found twice rather than never.
  const live =
    context.remote === undefined ? (await liveRuns(context, await context.repository())).reverse() : [];
  for await (const run of ended) {
    while (live[0] !== undefined && live[0].row.id > run.id) yield live.shift() as FoundRun;
    // It has just been stored, and its journal is about to go.
    if (live[0]?.row.id === run.id) live.shift();
    if ('error' in run) context.say(`git-run: passed over ${run.id}: ${sanitise(run.error.message)}`);
    else yield run as Found;
  }
  yield* live;
}

/** Over a network it takes its time. */
async function counterOf(context: Context, wanted = Number.POSITIVE_INFINITY): Promise<Counter | undefined> {
  if (context.remote === undefined) return undefined;
  const { length } = await listTips(await context.source());
  const { openCounter } = await import('./counter.ts');
  return openCounter(context, 'reading runs', Math.min(length, wanted));
}

/** What experiments are called now, by id: their runs hold the name of then. */
export async function experimentNames(source: Readable): Promise<ReadonlyMap<string, string>> {
  // Without their records the names of then have to do.
  const experiments = await listExperiments(source).catch(() => []);
  return new Map(experiments.map(({ id, name }) => [id, name]));
}

/** A run as it was loaded, its experiment called as it is now. */
export function foundIn(loaded: LoadedRun, names: ReadonlyMap<string, string>): FoundRun {
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
  const { id, name, started, params, tags, note, lineage } = plan;
  const empty = { metrics: {}, artifacts: { count: 0, bytes: 0 }, trashed: false } as const;
  const experiment = plan.experiment.name;
  return { id, name, experiment, status: 'running', started, params, tags, note, lineage, ...empty };
}
