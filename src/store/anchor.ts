/** The ref that keeps what a run in progress must not lose to gc. */
import type { Refs } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { liveRef } from '../run/run-ref.ts';

/** Removes the anchor of a live run, if there is one. */
export async function dropAnchor(refs: Refs, id: RunId): Promise<void> {
  // Without an old value: one that is not there is no conflict.
  await refs.update([{ name: liveRef(id) }]);
}
