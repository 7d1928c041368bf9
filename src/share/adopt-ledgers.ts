/** Takes the ledgers of other clones that a remote has sent. Each has one writer, whose last word is the one on the remote. */
import type { Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import type { Refused } from '../run/sharing.ts';
import { commitFacts } from '../store/first-commits.ts';
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

/**
 * One that is behind is what is here already. One that began anew, as it does where a run leaves it for good, takes the
 * place of what was before; of what arrives in a bundle nobody knows how old it is, so it has to be younger.
 */
async function adopt(
  { refs, objects }: Repository,
  { name, commit, isOwn }: { readonly name: string; readonly commit: string; readonly isOwn: boolean },
): Promise<void> {
  const [here] = await refs.list([name]);
  if (here?.oid === commit) return;
  if (here === undefined) return refs.update([{ name, to: commit }]);
  if ((await refs.between([commit], [here.oid])).length > 0) {
    if (isOwn || (await refs.between([here.oid], [commit])).length === 0) return;
    const [ours, theirs] = [await commitFacts(objects, here.oid), await commitFacts(objects, commit)];
    if (theirs.time < ours.time) return;
  }
  await refs.update([{ name, from: here.oid, to: commit }]);
}
