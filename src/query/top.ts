/** The first of many runs, kept while all go by: memory is for those that are shown, and not for those that are not. */
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { lookup } from './lookup.ts';
import { seenKeys } from './seen-keys.ts';
import { compareText, compareValues, type SortKey } from './sort.ts';

export interface TopRuns {
  add(row: RunRow): void;
  /** The first of those that were added, in their order. */
  rows(): RunRow[];
  /** The keys that no run had which was added; none where there was no run. */
  idle(): SortKey[];
}

interface Entry {
  readonly row: RunRow;
  readonly values: readonly (Scalar | undefined)[];
}

/** Keeps so many runs by an order; of those that it does not tell apart the newest. */
export function topRuns(keys: readonly SortKey[], count = Number.POSITIVE_INFINITY): TopRuns {
  const kept: Entry[] = [];
  const seen = seenKeys(keys);
  const order = (a: Entry, b: Entry) =>
    compareValues(a.values, b.values, keys) || compareText(b.row.id, a.row.id);
  return {
    add(row) {
      const values = keys.map(({ key }) => lookup(row, key));
      seen.note(values);
      const entry = { row, values };
      if (count === Number.POSITIVE_INFINITY) kept.push(entry);
      else if (kept.length < count || (count > 0 && order(entry, kept.at(-1) as Entry) < 0)) {
        kept.splice(placeOf(entry, kept, order), 0, entry);
        if (kept.length > count) kept.pop();
      }
    },
    rows() {
      if (count === Number.POSITIVE_INFINITY) kept.sort(order);
      return kept.map(({ row }) => row);
    },
    idle: seen.idle,
  };
}

/** Before the first that comes after it. */
function placeOf(entry: Entry, kept: readonly Entry[], order: (a: Entry, b: Entry) => number): number {
  let [low, high] = [0, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(entry, kept[middle] as Entry) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
