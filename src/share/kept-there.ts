/** Runs that have no ref on a remote any more because it has folded them: sent again, they would be unfolded. */
import { pushSource } from '../git/push-places.ts';
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { findTips } from '../store/tips.ts';
import { runsThere } from './runs-there.ts';
import { sharedRuns } from './shared-list.ts';
import { lookThere, type Sharing, type There } from './there.ts';

/** The commits at which a remote keeps some runs, as far as it has no ref for them. Throws RemoteError. */
export async function keptThere(
  repository: Repository,
  sharing: Sharing,
  { tips, there }: { readonly tips: readonly RunTip[]; readonly there: There },
): Promise<ReadonlyMap<RunId, string>> {
  const absent = tips.filter(({ id, page }) => page === undefined && !there.ours.has(runRef(id)));
  const shared = absent.length === 0 ? new Set<RunId>() : await sharedRuns(repository.place);
  // What never left this clone nobody else has folded.
  const ids = absent.map(({ id }) => id).filter(id => shared.has(id));
  if (ids.length === 0) return new Map();
  // What is known of a remote is of where fetches come from: where pushes go elsewhere, that is a remote by itself.
  const place = sharing.transfer.place ?? 0;
  const pushed = { ...sharing, remote: pushSource(repository.config, sharing.remote, place) };
  const remote = await runsThere(repository, pushed, await lookThere(sharing, { published: true }));
  return new Map((await findTips(remote, ids)).map(({ id, commit }) => [id, commit]));
}
