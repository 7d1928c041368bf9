/** The order of a list: `metrics.acc`, `-started`, `params.lr desc`. */
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import type { Directions } from './direction.ts';
import { betterOfKey, type Key, lookup, parseKey } from './lookup.ts';

export type Direction = 'ascending' | 'descending';

export interface SortKey {
  readonly key: Key;
  readonly direction: Direction;
}

/**
 * Reads keys to sort by, parted by commas or given apart; `-` or ` desc` is descending, ` asc` ascending.
 * Throws UsageError on an unknown key.
 */
export function parseSort(texts: string | readonly string[], declared: Directions = {}): SortKey[] {
  return [texts].flat().flatMap(text => text.split(',').map(part => parseSortKey(part.trim(), declared)));
}

/** The order people expect of a key: best first for metrics, newest first for times, ascending for the rest. */
export function defaultDirection(key: Key): Direction {
  if (key.kind === 'metric') return betterOfKey(key) === 'min' ? 'ascending' : 'descending';
  const newestFirst = key.kind === 'attribute' && (key.name === 'started' || key.name === 'ended');
  return newestFirst ? 'descending' : 'ascending';
}

/** Sorts runs by several keys. Runs that lack a value come last in both directions, after those with NaN; equal runs keep their order. */
export function sortRuns(rows: readonly RunRow[], keys: readonly SortKey[]): RunRow[] {
  const keyed = rows.map(row => ({ row, values: keys.map(({ key }) => lookup(row, key)) }));
  keyed.sort((a, b) => compareValues(a.values, b.values, keys));
  return keyed.map(({ row }) => row);
}

/** The order of two runs by what they have under each key. */
export function compareValues(
  a: readonly (Scalar | undefined)[],
  b: readonly (Scalar | undefined)[],
  keys: readonly SortKey[],
): number {
  for (let at = 0; at < keys.length; at++) {
    const order = compare(a[at], b[at], (keys[at] as SortKey).direction);
    if (order !== 0) return order;
  }
  return 0;
}

/** Orders texts by code point, the same on every machine. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

function parseSortKey(text: string, declared: Directions): SortKey {
  const [, minus, name = '', word] = /^(-?)(.*?)(?:\s+(asc|desc)(?:ending)?)?$/is.exec(text) ?? [];
  const key = parseKey(name.trim(), declared);
  if (word) return { key, direction: word.toLowerCase() === 'asc' ? 'ascending' : 'descending' };
  return { key, direction: minus ? 'descending' : defaultDirection(key) };
}

function compare(a: Scalar | undefined, b: Scalar | undefined, direction: Direction): number {
  const kinds = kindRank(a) - kindRank(b);
  if (kinds !== 0) return kinds;
  const order = compareSameKind(a, b);
  return direction === 'ascending' ? order : -order;
}

/** Numbers, then booleans, then texts, then what no order has: NaN, null, nothing. */
function kindRank(value: Scalar | undefined): number {
  if (value === undefined) return 5;
  if (value === null) return 4;
  if (Number.isNaN(value)) return 3;
  return typeof value === 'string' ? 2 : typeof value === 'boolean' ? 1 : 0;
}

function compareSameKind(a: Scalar | undefined, b: Scalar | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (a === undefined || b === undefined || a === null || b === null) return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Surrogates stand for code points above all others, though their own numbers are lower. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
