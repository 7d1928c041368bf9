/** The best run of each group, kept while all go by: `--best metrics.acc --per params.model`. */
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { nameOf } from './group.ts';
import { type Key, lookup } from './lookup.ts';
import { seenKeys } from './seen-keys.ts';
import { compareText, compareValues, defaultDirection, type SortKey } from './sort.ts';

export interface BestRuns {
  add(row: RunRow): void;
  /** The best of each group, the best of all first. */
  rows(): RunRow[];
  /** The keys that no run had which was added; none where there was no run. */
  idle(): Key[];
}

interface Entry {
  readonly row: RunRow;
  readonly value: Scalar;
}

/**
 * Keeps, of the runs that have the same under some keys, the one that `--sort` would put first by another. Runs without
 * a value are best of nothing; of equally good ones the newest is; without keys to tell them apart one is best of all.
 */
export function bestRuns(key: Key, per: readonly Key[]): BestRuns {
  const order: readonly SortKey[] = [{ key, direction: defaultDirection(key) }];
  const compare = (a: Entry, b: Entry) =>
    compareValues([a.value], [b.value], order) || compareText(b.row.id, a.row.id);
  const best = new Map<string, Entry>();
  const keys = [key, ...per];
  const seen = seenKeys(keys);
  return {
    add(row) {
      const all = keys.map(one => lookup(row, one));
      seen.note(all);
      const [value, ...values] = all;
      if (value === undefined) return;
      const name = nameOf(values);
      const [entry, before] = [{ row, value }, best.get(name)];
      if (before === undefined || compare(entry, before) < 0) best.set(name, entry);
    },
    rows: () => [...best.values()].sort(compare).map(({ row }) => row),
    idle: seen.idle,
  };
}
