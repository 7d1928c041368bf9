/** What recorders leave behind when their run is stored, or never will be: nobody misses it. */
import { join } from 'node:path';
import { RefConflictError } from '../run/repository-errors.ts';
import type { RunId } from '../run/run-id.ts';
import { LIVE } from '../run/run-ref.ts';
import { findTip } from '../store/tips.ts';
import { type JournalRequest, listJournals } from './journals.ts';
import { cacheDirectory, spoolDirectory } from './live.ts';
import { removeLive, removeRemains } from './remove-live.ts';

/**
 * Drops the anchors of live runs whose journal is gone: their run is stored, or never was. Returns how many; `stays` is
 * told of those that cannot be removed.
 */
export async function dropStaleAnchors(
  request: JournalRequest,
  stays: (id: RunId, error: Error) => void = () => {},
): Promise<number> {
  const { refs } = request.repository;
  // In this order: an anchor stands after its journal and falls before it, so one of a run that begins has a journal.
  const anchors = await refs.list([`${LIVE}*`]);
  const kept = new Set<string>((await listJournals(request)).map(({ live }) => live.id));
  let dropped = 0;
  for (const { name, oid } of anchors.filter(anchor => !kept.has(anchor.name.slice(LIVE.length)))) {
    const isDropped = await refs.update([{ name, from: oid }]).then(
      () => true,
      error => {
        // Whoever was quicker has done the same.
        if (!(error instanceof RefConflictError)) stays(name.slice(LIVE.length) as RunId, error);
        return false;
      },
    );
    if (isDropped) dropped++;
  }
  return dropped;
}

/** Removes what is left of journals whose removal was interrupted. Rejects with the system's error. */
export async function sweepRemains({ repository, env }: JournalRequest): Promise<void> {
  const own = join(cacheDirectory(repository.place.commonDir), 'live');
  await Promise.all([own, spoolDirectory(env)].map(removeRemains));
}

/** Removes the journals of runs that are stored. Returns how many. */
export async function removeStoredJournals(request: JournalRequest): Promise<number> {
  let removed = 0;
  for (const { live, standing } of await listJournals(request)) {
    if (standing.kind !== 'abandoned' || (await findTip(request.repository, live.id)) === undefined) continue;
    await removeLive(live);
    removed++;
  }
  return removed;
}
