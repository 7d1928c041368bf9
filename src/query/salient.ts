/** Which params and metrics of many a list shows when nobody has said. */
import { printParam } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { own } from './lookup.ts';

/** The params that tell the rows apart, those of most rows first, at most n; of a single row all do. */
export function varyingParams(rows: readonly RunRow[], n: number): string[] {
  return keysByCount(rows.map(row => row.params))
    .filter(key => rows.length === 1 || varies(rows, key))
    .slice(0, n);
}

/** The metrics that most rows have, at most n. */
export function commonMetrics(rows: readonly RunRow[], n: number): string[] {
  return keysByCount(rows.map(row => row.metrics)).slice(0, n);
}

/** Every key of some records, the frequent ones first, equally frequent ones in order of appearance. */
export function keysByCount(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

function varies(rows: readonly RunRow[], key: string): boolean {
  const values = rows.map(row => own(row.params, key));
  return new Set(values.map(param => param && printParam(param))).size > 1;
}
