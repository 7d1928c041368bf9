/** Ids of very many objects, each with a mark: 21 bytes an object instead of the hundred that a Set takes. */

export interface ObjectTable {
  /** Marks an id; one that is not in the table is passed over. */
  mark(oid: string): void;
  /** Whether an id is in the table and not marked. */
  isUnmarked(oid: string): boolean;
  /** The ids that are not marked, by id. */
  unmarked(): Generator<string>;
}

/** A table of ids in hex, in order, as of `git cat-file --batch-all-objects`. */
export function objectTable(ids: Buffer, width: number): ObjectTable {
  const count = ids.length / width;
  const marks = new Uint8Array(count);
  return {
    mark(oid) {
      const at = find(ids, width, Buffer.from(oid, 'hex'));
      if (at >= 0) marks[at] = 1;
    },
    isUnmarked(oid) {
      const at = find(ids, width, Buffer.from(oid, 'hex'));
      return at >= 0 && marks[at] === 0;
    },
    *unmarked() {
      for (let at = 0; at < count; at++)
        if (marks[at] === 0) yield ids.toString('hex', at * width, (at + 1) * width);
    },
  };
}

/** Where an id is among sorted ones; -1 where it is not. */
function find(ids: Buffer, width: number, wanted: Buffer): number {
  let [low, high] = [0, ids.length / width - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = ids.compare(wanted, 0, width, middle * width, (middle + 1) * width);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
