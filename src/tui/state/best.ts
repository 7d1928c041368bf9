/** The best value of each metric of a list, found some rows at a time: nobody waits for a star. */
import { betterOfKey, type Key, lookup, parseKey } from '../../query/lookup.ts';
import type { RunColumn } from '../../view/columns.ts';
import { type Entry, isGroup } from './arrange.ts';
import type { RunsState } from './runs.ts';

type MetricKey = Extract<Key, { kind: 'metric' }>;

const MOST_TIES = 10;

/** Goes through the list, `some` entries each time; at the end the best values are returned, by the columns' keys. */
export function* findBest(
  { shown, columns, directions }: Pick<RunsState, 'shown' | 'columns' | 'directions'>,
  some: number,
): Generator<undefined, ReadonlyMap<string, number>> {
  const keys = columns.flatMap((column): [RunColumn, MetricKey][] => {
    const key = parseKey(column.key, directions);
    return key.kind === 'metric' ? [[column, key]] : [];
  });
  const best = new Map<string, number>();
  const counts = new Map<string, number>();
  const ties = new Map<string, number>();
  for (let at = 0; at < shown.length && keys.length > 0; at += some) {
    for (const [{ key: name }, key] of keys) {
      for (const entry of shown.slice(at, at + some)) {
        const value = metricOf(entry, key);
        if (Number.isNaN(value)) continue;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        const before = best.get(name);
        const isBetter =
          before === undefined || (betterOfKey(key) === 'min' ? value < before : value > before);
        if (isBetter) best.set(name, value);
        ties.set(name, isBetter ? 1 : (ties.get(name) ?? 0) + (value === before ? 1 : 0));
      }
    }
    yield;
  }
  // Of one there is no best, and what very many have is nothing to look for.
  return new Map(
    [...best].filter(([name]) => (counts.get(name) ?? 0) > 1 && (ties.get(name) ?? 0) <= MOST_TIES),
  );
}

function metricOf(entry: Entry, key: MetricKey): number {
  const value = isGroup(entry) ? undefined : lookup(entry, key);
  return typeof value === 'number' ? value : Number.NaN;
}
