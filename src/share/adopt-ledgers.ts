/** Takes the ledgers of other clones that a remote has sent. Each has one writer, whose last word is the one on the remote. */
import type { Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import type { Refused } from '../run/sharing.ts';
import { whyNoLedger } from '../store/ledger/check-ledger.ts';
import type { Incoming } from './quarantine.ts';

/** Adopts them; `own` is the ledger of this clone, of which nobody else writes. Returns those that were not taken. */
export async function adoptLedgers(
  repository: Repository,
  incoming: readonly Incoming[],
  own: string,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const { name, commit } of incoming) {
    try {
      const why = await whyNoLedger(repository, { name, oid: commit });
      if (why !== undefined) refused.push({ ref: name, why });
      else await adopt(repository, { name, commit, isOwn: name === own });
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      refused.push({ ref: name, why: error.message });
    }
  }
  return refused;
}

/** Of our own one that is behind is what we have sent; one that is ahead was written before this clone was restored. */
async function adopt(
  { refs }: Repository,
  { name, commit, isOwn }: { readonly name: string; readonly commit: string; readonly isOwn: boolean },
): Promise<void> {
  const [here] = await refs.list([name]);
  if (here?.oid === commit) return;
  if (here === undefined) return refs.update([{ name, to: commit }]);
  if (isOwn && (await refs.between([commit], [here.oid])).length > 0) return;
  await refs.update([{ name, from: here.oid, to: commit }]);
}
