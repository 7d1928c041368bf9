/** What is left of what was removed for good, so that no clone that still has it brings it back. */

import type { Annotation } from './annotation.ts';
import { type EventId, type RunId, timeOf } from './run-id.ts';

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
  | (Stone & {
      readonly kind: 'deleted';
      /** The last edit that whoever deleted it knew of; absent in those of before it was noted. */
      readonly last?: EventId;
    })
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
    joined.set(key, other === undefined ? stone : joinStones(stone, other));
  }
  return [...joined].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stone]) => stone);
}

/** Who deleted it knowing more edits has deleted those too. */
function joinStones(one: Tombstone, other: Tombstone): Tombstone {
  const first = one.time < other.time ? one : other;
  if (first.kind === 'purged') return first;
  const [last] = [one, other]
    .flatMap(stone => ('last' in stone ? [stone.last] : []))
    .sort()
    .reverse();
  return last === undefined ? first : { ...first, last };
}

/**
 * Whether a run that was deleted was edited by somebody who did not know of it. By the order of edits, not by clocks: one
 * may be years ahead.
 */
export function isEditedSince(annotations: readonly Annotation[], stone: Tombstone): boolean {
  const last = stone.kind === 'deleted' ? stone.last : undefined;
  return annotations.some(({ id }) => (last === undefined ? timeOf(id) > Date.parse(stone.time) : id > last));
}

function keyOf(stone: Tombstone): string {
  return `${stone.id} ${stone.kind}${stone.kind === 'purged' ? ` ${stone.path}` : ''}`;
}
