/** Which runs there are. Reading never writes; the newest are found by name, without opening the others. */
import type { Ref, Repository } from '../git/repository.ts';
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
const BATCH = 256;

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
  const runs = await loadRuns(
    repository.objects,
    tips.map(tip => tip.commit),
  );
  for (const [index, run] of runs.entries()) yield { ...run, id: (tips[index] as RunTip).id };
}
