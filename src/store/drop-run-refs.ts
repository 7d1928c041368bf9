/** Refs of runs, deleted. */
import type { Refs } from '../git/repository.ts';
import { RefConflictError } from '../run/repository-errors.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';

/** Git makes a lock of each, and holds them all. */
const AT_ONCE = 1000;

/** Deletes each ref that still is at the commit of its tip; returns the runs of the others, which somebody has just edited. */
export async function dropRunRefs(refs: Pick<Refs, 'update'>, tips: readonly RunTip[]): Promise<RunId[]> {
  if (tips.length === 0) return [];
  if (tips.length <= AT_ONCE) {
    try {
      await refs.update(tips.map(({ id, commit }) => ({ name: runRef(id), from: commit })));
      return [];
    } catch (error) {
      if (!(error instanceof RefConflictError)) throw error;
    }
    if (tips.length === 1) return tips.map(({ id }) => id);
  }
  // All or nothing: those that are in the way are found by halving.
  const middle = tips.length >> 1;
  const first = await dropRunRefs(refs, tips.slice(0, middle));
  return [...first, ...(await dropRunRefs(refs, tips.slice(middle)))];
}
