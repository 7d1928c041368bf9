/** Runs as they are read one by one, the newest first; those in progress are among them. */
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import { type LiveEntry, listJournals } from '../record/journals.ts';
import { rowOfRun, type WholeRow } from '../run/run-row.ts';
import { listExperiments } from '../store/experiments.ts';
import { iterateRuns } from '../store/list.ts';
import type { LoadedRun } from '../store/load.ts';
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
