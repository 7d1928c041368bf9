/** What would have to go for folded runs to go. Reads, and changes nothing. */
import type { Ref, Repository } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { LEDGER } from '../../run/run-ref.ts';
import { keepsOf } from './change-pages.ts';
import { runsKeptBy } from './kept-runs.ts';
import { mayHold } from './page.ts';
import { listPages, readPages } from './read-pages.ts';

export interface HeldWith {
  /** What keeps them, in ledgers of whichever clone. */
  readonly keeps: readonly Ref[];
  /** The commits of other runs that it keeps as well. */
  readonly others: readonly string[];
}

/** Finds the pages that runs are on. */
export async function heldWith(repository: Repository, ids: ReadonlySet<RunId>): Promise<HeldWith> {
  const pages = await listPages(repository, await repository.refs.list([`${LEDGER}*`]));
  const some = pages.filter(page => [...ids].some(id => mayHold(page, id)));
  const lines = (await readPages(repository, some)).filter(({ id }) => ids.has(id));
  const keeps = await keepsOf(repository, [...new Set(lines.map(({ page }) => page))]);
  const kept = await runsKeptBy(
    repository.objects,
    keeps.map(({ oid }) => oid),
  );
  const own = new Set(lines.map(({ commit }) => commit));
  return { keeps, others: kept.flat().filter(commit => !own.has(commit)) };
}
