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
      /** The edits that whoever deleted it knew of; absent in those of before they were noted. */
      readonly edits?: readonly EventId[];
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

/** What any of them knew of is known to have gone. */
function joinStones(one: Tombstone, other: Tombstone): Tombstone {
  const first = one.time < other.time ? one : other;
  if (first.kind === 'purged') return first;
  const known = [one, other].flatMap(stone => (stone.kind === 'deleted' ? (stone.edits ?? []) : []));
  return known.length === 0 ? first : { ...first, edits: [...new Set(known)].sort() };
}

/**
 * Whether a run that was deleted has edits that nobody who deleted it knew of. By which edits they are, not by when: a
 * clock may be years ahead, and an edit made long before may have come to nobody yet.
 */
export function isEditedSince(annotations: readonly Annotation[], stone: Tombstone): boolean {
  const edits = stone.kind === 'deleted' ? stone.edits : undefined;
  if (edits === undefined) return annotations.some(({ id }) => timeOf(id) > Date.parse(stone.time));
  const known = new Set<string>(edits);
  return annotations.some(({ id }) => !known.has(id));
}

function keyOf(stone: Tombstone): string {
  return `${stone.id} ${stone.kind}${stone.kind === 'purged' ? ` ${stone.path}` : ''}`;
}
