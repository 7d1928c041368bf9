/** Runs that somebody has deleted for good, and that are here still. */
import type { Repository } from '../git/repository.ts';
import { RefConflictError } from '../run/repository-errors.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { SharedRun } from '../run/sharing.ts';
import { isEditedSince, type Tombstone } from '../run/tombstone.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
import { type LoadedRun, loadRuns } from '../store/load.ts';
import { listRefTips } from '../store/tips.ts';
import { sharedRuns } from './shared-list.ts';

/** Runs that were deleted, by their ids. */
export async function deletedRuns(repository: Repository): Promise<Map<RunId, Tombstone>> {
  const stones = (await listTombstones(repository)).filter(({ kind }) => kind === 'deleted');
  return new Map(stones.map(stone => [stone.id, stone]));
}

/** Runs that are here, and that somebody has deleted: those that nobody edited since are dropped. */
export async function dropDeleted(
  repository: Repository,
  deleted: ReadonlyMap<RunId, Tombstone>,
): Promise<{ dropped: SharedRun[]; kept: SharedRun[] }> {
  const tips = deleted.size === 0 ? [] : (await listRefTips(repository)).filter(({ id }) => deleted.has(id));
  // Of those that have never left this clone nobody else can know anything.
  const shared = await sharedRuns(repository.place);
  const loaded = await loadRuns(
    repository.objects,
    tips.map(({ commit }) => commit),
  );
  const [dropped, kept]: [SharedRun[], SharedRun[]] = [[], []];
  for (const run of loaded) {
    if ('error' in run) continue;
    const { id, name } = run.run;
    const isKept = !shared.has(id) || isEditedSince(run.annotations, deleted.get(id) as Tombstone);
    if (isKept) kept.push({ id, name });
    else if (await drop(repository, run)) dropped.push({ id, name });
  }
  return { dropped, kept };
}

/** False where somebody has just edited it. */
async function drop({ refs }: Repository, { run, commit }: LoadedRun): Promise<boolean> {
  try {
    await refs.update([{ name: runRef(run.id), from: commit }]);
    return true;
  } catch (error) {
    if (error instanceof RefConflictError) return false;
    throw error;
  }
}
