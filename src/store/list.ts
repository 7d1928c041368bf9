/** Which runs there are. Reading never writes; the newest are found by name, without opening the others. */
import type { Ref, Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import type { RunId } from '../run/run-id.ts';
import { RUNS, runIdOf } from '../run/run-ref.ts';
import { type LoadedRun, loadRuns, type UnreadableRun } from './load.ts';

/** A run's id and the commit its ref points to. */
export interface RunTip {
  readonly id: RunId;
  readonly commit: string;
}

/** The shape of an id, nearly: to match every digit would take Git twice as long. */
const ALL_RUNS = `${RUNS}[0-7]${'?'.repeat(25)}`;

/** The newest runs first; all of them where no count is given. */
export async function listTips(repository: Repository, count = Number.POSITIVE_INFINITY): Promise<RunTip[]> {
  for (let places = count; ; places *= 2) {
    const limit = Number.isFinite(places) ? { count: places } : {};
    const refs = await repository.refs.list([ALL_RUNS], { newest: true, ...limit });
    const tips = refs.map(tipOf).filter(tip => tip !== undefined);
    // What is no run may have taken the place of one.
    if (tips.length >= count || refs.length < places) return tips.slice(0, count);
  }
}

/** One run's tip by its whole id; undefined where there is none. */
export async function findTip(repository: Repository, id: RunId): Promise<RunTip | undefined> {
  const [ref] = await repository.refs.list([`${RUNS}${id}`]);
  return ref === undefined ? undefined : tipOf(ref);
}

function tipOf(ref: Ref): RunTip | undefined {
  const id = runIdOf(ref.name);
  return id === undefined ? undefined : { id, commit: ref.oid };
}

/** How many runs are loaded at once: enough to keep Git busy, few enough to stop early. */
const BATCH = 128;

/** All runs, newest first, loaded as they are asked for. */
export async function* iterateRuns(
  repository: Repository,
): AsyncGenerator<(LoadedRun | UnreadableRun) & { id: RunId }> {
  // The first batch is small: most who list want a screenful.
  const newest = await listTips(repository, 32);
  yield* loaded(repository, newest);
  if (newest.length < 32) return;
  const tips = await listTips(repository);
  const seen = new Set(newest.map(tip => tip.id));
  const rest = tips.filter(tip => !seen.has(tip.id));
  for (let at = 0; at < rest.length; at += BATCH) yield* loaded(repository, rest.slice(at, at + BATCH));
}

async function* loaded(repository: Repository, tips: readonly RunTip[]) {
  const runs = await loadTips(repository, tips);
  for (const [index, run] of runs.entries()) yield { ...run, id: (tips[index] as RunTip).id };
}

/** Loads runs by their tips, in order; one whose record is of another run is as unreadable as any. */
async function loadTips(
  { objects }: Repository,
  tips: readonly RunTip[],
): Promise<(LoadedRun | UnreadableRun)[]> {
  const commits = tips.map(({ commit }) => commit);
  const runs = await loadRuns(objects, commits);
  return runs.map((loaded, index) => {
    const { id, commit } = tips[index] as RunTip;
    if ('error' in loaded || loaded.run.id === id) return loaded;
    // Edits, trust and checkouts go by the id: no run may pass for another one.
    const error = new CorruptRecordError(`run ${id}`, `its run.json says that it is run ${loaded.run.id}`);
    return { commit, error };
  });
}

/** Loads one run by its tip. Throws CorruptRecordError, NewerFormatError, TooLargeError. */
export async function loadTip(repository: Repository, tip: RunTip): Promise<LoadedRun> {
  const [loaded] = await loadTips(repository, [tip]);
  if (loaded === undefined || 'error' in loaded) throw loaded?.error ?? new Error('nothing was loaded');
  return loaded;
}
