/** What runs have under a key, one value a run: what scatters, parallel coordinates and histograms are drawn of. */
import type { Better } from '../../query/direction.ts';
import { betterOfKey, type Key, lookup, printKey } from '../../query/lookup.ts';
import { compareText } from '../../query/sort.ts';
import type { Scalar } from '../../run/param.ts';
import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../sanitise.ts';

export interface Column {
  /** The key as people type it, with a unit where it has one; safe to show. */
  readonly name: string;
  /** Numbers, or texts that are safe to show; undefined where a run has nothing there. */
  readonly values: readonly (number | string | undefined)[];
  /** Of metrics. */
  readonly better?: Better;
}

/** Looks a key up in all rows. A column with a text in it is all texts; times are hours since the first of them. */
export function columnOf(rows: readonly RunRow[], key: Key): Column {
  if (isTime(key)) return timesOf(rows, key);
  const found = rows.map(row => placed(lookup(row, key)));
  const isText = found.some(value => typeof value === 'string');
  const values = found.map(value => (isText && value !== undefined ? sanitise(String(value)) : value));
  const better = key.kind === 'metric' ? { better: betterOfKey(key) } : {};
  const unit = key.kind === 'attribute' && key.name === 'duration' ? ' (s)' : '';
  return { name: sanitise(printKey(key)) + unit, values, ...better };
}

function isTime({ kind, name }: Key): boolean {
  return kind === 'attribute' && (name === 'started' || name === 'ended');
}

function timesOf(rows: readonly RunRow[], key: Key): Column {
  const times = rows.map(row => Date.parse(String(lookup(row, key) ?? '')));
  const first = times
    .filter(time => !Number.isNaN(time))
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const values = times.map(time => (Number.isNaN(time) ? undefined : (time - first) / 3_600_000));
  return { name: `${printKey(key)} (hours since the first)`, values };
}

function placed(value: Scalar | undefined): number | string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : String(value);
}

/** Whether it has numbers that have a place on an axis. */
export function isNumeric({ values }: Column): boolean {
  return values.some(value => typeof value === 'number' && Number.isFinite(value));
}

/** Whether its numbers are told apart on a logarithmic axis only, as learning rates are: positive, and two powers of ten apart. */
export function isWide({ values }: Column): boolean {
  const numbers = values.filter(value => typeof value === 'number' && Number.isFinite(value)) as number[];
  const least = numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  return numbers.length > 1 && least > 0 && most / least >= 100;
}

/** The texts of a column, each once: those that are numbers by their size, then the others. */
export function textsOf({ values }: Column): string[] {
  const texts = [...new Set(values.filter(value => typeof value === 'string') as string[])];
  const sizeOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  const numbers = texts.filter(text => !Number.isNaN(sizeOf(text)));
  const words = texts.filter(text => Number.isNaN(sizeOf(text)));
  return [...numbers.sort((a, b) => sizeOf(a) - sizeOf(b)), ...words.sort(compareText)];
}
