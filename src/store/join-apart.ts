/** Edits that were made apart, brought together in one commit of the run. */
import type { Identity, Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { changesFromApart } from './apart.ts';
import { editRun } from './edit.ts';
import { loadTip } from './list.ts';
import { findTips } from './tips.ts';

export interface Joining {
  readonly repository: Repository;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

/** Gives each of the runs that is at several commits a commit that has the edits of all; returns whether there was any. */
export async function joinApart(
  { repository, author, now }: Joining,
  ids: readonly RunId[],
): Promise<boolean> {
  let joined = false;
  for (const tip of await findTips(repository, ids)) {
    if (tip.others === undefined) continue;
    const loaded = await loadTip(repository, tip);
    if ((await changesFromApart(repository, tip, loaded)).length === 0) continue;
    await editRun({ repository, id: tip.id, edits: [], author, now });
    joined = true;
  }
  return joined;
}
