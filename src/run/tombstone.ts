/** What is left of what was removed for good, so that no clone that still has it brings it back. */
import type { RunId } from './run-id.ts';

interface Stone {
  /** The run it was, or was part of. */
  readonly id: RunId;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** `Name <email>`. */
  readonly who: string;
}

/** `deleted`: a whole run. `purged`: files of a run that lives on; nothing is kept of them but their path. */
export type Tombstone =
  | (Stone & { readonly kind: 'deleted' })
  | (Stone & {
      readonly kind: 'purged';
      /** In the run's tree, or in its source. */
      readonly path: string;
    });

/** Tombstones of several ledgers as one list, by run, kind and path; of equals the first in time. */
export function joinTombstones(lists: readonly (readonly Tombstone[])[]): Tombstone[] {
  const joined = new Map<string, Tombstone>();
  for (const stone of lists.flat()) {
    const key = keyOf(stone);
    const other = joined.get(key);
    if (other === undefined || stone.time < other.time) joined.set(key, stone);
  }
  return [...joined].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stone]) => stone);
}

function keyOf(stone: Tombstone): string {
  return `${stone.id} ${stone.kind}${stone.kind === 'purged' ? ` ${stone.path}` : ''}`;
}
