/** Many changes in pushes of a size that a host takes. Pure. */
import type { RefChange } from '../git/repository.ts';

/** So many refs go in one push: what Git and servers do for each grows with those beside it. */
export const MOST_REFS = 100;

export interface Weighed {
  readonly change: RefChange;
  /** Bytes that travel with it at most: Git may find that some are there. */
  readonly bytes: number;
}

/** Divides them, in order, so that no push has more refs or bytes than it may; one that is larger alone goes alone. */
export function batches(changes: readonly Weighed[], most: number): RefChange[][] {
  const all: RefChange[][] = [];
  let bytes = 0;
  for (const { change, bytes: own } of changes) {
    const last = all.at(-1);
    if (last === undefined || last.length === MOST_REFS || bytes + own > most) {
      all.push([change]);
      bytes = own;
    } else {
      last.push(change);
      bytes += own;
    }
  }
  return all;
}
