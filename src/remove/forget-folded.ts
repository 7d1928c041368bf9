/** What ledgers have of runs that were purged, or deleted by another clone. Who forgets it is alone in the repository. */
import type { RunId } from '../run/run-id.ts';
import { LEDGER } from '../run/run-ref.ts';
import type { PagesEdit } from '../store/ledger/change-pages.ts';
import { changeLedger, type LedgerWrite } from '../store/ledger/own-ledger.ts';
import { findFolded, listPages } from '../store/ledger/read-pages.ts';
import { takeOver } from '../store/ledger/take-over.ts';
import { deletedIds } from '../store/ledger/tombstones.ts';
import { findTips, listRefTips } from '../store/tips.ts';
import { condemn, type Reason } from './condemned.ts';

/** Takes purged runs as they were out of this clone's ledger, and lets go of what others keep of them here. */
export async function forgetFolded(write: LedgerWrite, ids: readonly RunId[]): Promise<void> {
  const { repository } = write;
  // With a ref they are at another commit than a ledger has.
  const tips = (await findTips(repository, ids)).filter(({ page, others }) => page === undefined && others);
  const old = new Set(tips.map(({ id }) => id));
  const commits = tips.flatMap(({ others = [] }) => others);
  await letGo(write, 'purged', { ids: old, commits });
}

/** Takes runs that another clone's ledger says were deleted out of this clone's; where one has a ref, it was restored. */
export async function forgetDeleted(write: LedgerWrite): Promise<void> {
  const { repository } = write;
  const ledgers = await repository.refs.list([`${LEDGER}*`]);
  const deleted = ledgers.length < 2 ? new Set<RunId>() : await deletedIds(repository, ledgers);
  for (const { id } of deleted.size === 0 ? [] : await listRefTips(repository)) deleted.delete(id);
  const pages = deleted.size === 0 ? [] : await listPages(repository, ledgers);
  const commits = (await findFolded(repository, pages, [...deleted])).map(({ commit }) => commit);
  await letGo(write, 'deleted', { ids: deleted, commits });
}

interface Folded {
  readonly ids: ReadonlySet<RunId>;
  readonly commits: readonly string[];
}

/** With nothing to let go of, this tidies away what one left that was killed. */
async function letGo(write: LedgerWrite, why: Reason, { ids, commits }: Folded): Promise<void> {
  const retire = retireIn(write);
  if (ids.size > 0) {
    await condemn(write.repository.place, why, commits);
    await takeOver(write, ids, retire);
  }
  await changeLedger(write, { message: `forget what was ${why}`, pages: { drop: ids, retire } });
}

/** Notes what the ledger needs no more. */
export function retireIn({ repository: { place } }: Pick<LedgerWrite, 'repository'>): PagesEdit['retire'] {
  return commits => condemn(place, 'retired', commits);
}
