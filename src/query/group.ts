/** Runs in groups, and a figure or two of each: the table of a paper. `--group-by params.model --agg metrics.acc:mean±std,n` */
import { UsageError } from '../run/errors.ts';
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import type { Directions } from './direction.ts';
import { type Key, lookup, parseKey, printKey } from './lookup.ts';
import { compareValues, type SortKey } from './sort.ts';

/** What is computed over the values of a group: numbers, those that are absent or NaN left out. */
export type AggregateName = keyof typeof AGGREGATES;

export interface Aggregate {
  readonly key: Key;
  readonly name: AggregateName;
}

export interface Group {
  /** One of each key the runs are grouped by; undefined where these runs have nothing there. */
  readonly values: readonly (Scalar | undefined)[];
  readonly rows: readonly RunRow[];
  /** One of each aggregate: a figure, or two; none where there is no value to compute it of. */
  readonly figures: readonly (readonly number[])[];
}

const AGGREGATES = {
  n: values => [values.length],
  mean: values => some(values, mean),
  std: values => deviation(values),
  'mean±std': values => (values.length === 0 ? [] : [mean(values), ...deviation(values)]),
  min: values => some(values, all => all.reduce((a, b) => Math.min(a, b))),
  max: values => some(values, all => all.reduce((a, b) => Math.max(a, b))),
  median: values => some(values, median),
  sum: values => [values.reduce((sum, value) => sum + value, 0)],
} satisfies Record<string, (values: readonly number[]) => number[]>;

/** Every aggregate there is. */
export const AGGREGATE_NAMES = Object.keys(AGGREGATES) as readonly AggregateName[];

/** Reads `metrics.acc:mean±std,n`; without a colon `mean±std` and `n` are meant. Throws UsageError. */
export function parseAggregates(texts: readonly string[], declared: Directions = {}): Aggregate[] {
  return texts.flatMap(text => {
    const [, field = '', names = 'mean±std,n'] = /^(.*?)(?::([^:]*))?$/s.exec(text) ?? [];
    const key = parseKey(field.trim(), declared);
    return names.split(',').map(name => ({ key, name: parseName(name.trim()) }));
  });
}

function parseName(text: string): AggregateName {
  const name = text.toLowerCase().replace(/\+-|\+\/-/, '±');
  if (Object.hasOwn(AGGREGATES, name)) return name as AggregateName;
  throw new UsageError(`no aggregate '${text}'; there are ${AGGREGATE_NAMES.join(', ')}`);
}

/** `acc mean±std`; of the number of runs that have a value, `n`. */
export function printAggregate({ key, name }: Aggregate): string {
  return `${printKey(key)} ${name}`;
}

/** Groups runs by their values; groups come in the order of their first runs. */
export function groupRows(
  rows: readonly RunRow[],
  keys: readonly Key[],
  aggregates: readonly Aggregate[],
): Group[] {
  const groups = new Map<string, { values: (Scalar | undefined)[]; rows: RunRow[] }>();
  for (const row of rows) {
    const values = keys.map(key => lookup(row, key));
    const name = nameOf(values);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { values, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()].map(group => ({
    ...group,
    figures: aggregates.map(one => figuresOf(group.rows, one)),
  }));
}

export interface GroupOrder {
  readonly keys: readonly Key[];
  readonly aggregates: readonly Aggregate[];
  /** What the runs are sorted by; nothing sorts groups by what they have in common. */
  readonly sort: readonly SortKey[];
}

/** Sorts groups by what a table of them shows: their own values, and the first figure of a key. Equal ones keep their order. */
export function sortGroups(groups: readonly Group[], { keys, aggregates, sort }: GroupOrder): Group[] {
  const by = sort.length > 0 ? sort : keys.map((key): SortKey => ({ key, direction: 'ascending' }));
  const shownOf = ({ values, figures }: Group, { key }: SortKey) => {
    const isOf = (other: Key) => printKey(other) === printKey(key);
    const at = keys.findIndex(isOf);
    if (at >= 0) return values[at];
    const figured = aggregates.findIndex(one => isOf(one.key) && one.name !== 'n');
    return figures[figured >= 0 ? figured : aggregates.findIndex(one => isOf(one.key))]?.[0];
  };
  return groups
    .map(group => ({ group, values: by.map(one => shownOf(group, one)) }))
    .sort((a, b) => compareValues(a.values, b.values, by))
    .map(({ group }) => group);
}

/** One text for equal values, and only for those: `1` is not `"1"`. */
export function nameOf(values: readonly (Scalar | undefined)[]): string {
  return values.map(value => `${typeof value} ${value}`).join('\0');
}

/** Anything that is there can be counted; the rest takes numbers. */
function figuresOf(rows: readonly RunRow[], { key, name }: Aggregate): number[] {
  const values = rows
    .map(row => lookup(row, key))
    .filter(value => value !== undefined && !Number.isNaN(value));
  return name === 'n' ? [values.length] : AGGREGATES[name](numbersOf(values));
}

function numbersOf(values: readonly (Scalar | undefined)[]): number[] {
  return values.filter(value => typeof value === 'number' || typeof value === 'bigint').map(Number);
}

function some(values: readonly number[], figure: (values: readonly number[]) => number): number[] {
  return values.length === 0 ? [] : [figure(values)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample: of one value there is none. */
function deviation(values: readonly number[]): number[] {
  if (values.length < 2) return [];
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return [Math.sqrt(squares / (values.length - 1))];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
