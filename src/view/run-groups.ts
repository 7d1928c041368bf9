/** Runs in groups as text: the table of a paper. */
import { type Aggregate, type Group, printAggregate } from '../query/group.ts';
import { type Key, printKey } from '../query/lookup.ts';
import type { Json } from '../run/json.ts';
import type { Scalar } from '../run/param.ts';
import { csv } from './csv.ts';
import { formatNumber } from './format.ts';
import { latexTable } from './latex.ts';
import { markdownTable } from './markdown.ts';
import { JSON_VERSION, printJson } from './run-json.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';

export interface RunGroups {
  readonly keys: readonly Key[];
  readonly aggregates: readonly Aggregate[];
  readonly groups: readonly Group[];
}

export interface RunGroupsOptions {
  readonly format: 'table' | 'json' | 'csv' | 'md' | 'latex';
  /** Terminal cells; undefined where the output is no terminal. */
  readonly width?: number | undefined;
  readonly style: Style;
}

/** Prints groups, one a line, with their figures. */
export function printGroups(all: RunGroups, { format, width, style }: RunGroupsOptions): string {
  const { keys, aggregates, groups } = all;
  if (format === 'json')
    return printJson({ version: JSON_VERSION, groups: groups.map(one => groupJson(all, one)) });
  if (format === 'csv') return groupsCsv(all);
  const columns = [
    ...keys.map((key, at) => ({ title: key.name, align: alignOf(groups, at), flexible: true })),
    ...aggregates.map(one => ({ title: shortTitle(one, aggregates), align: 'right' as const })),
  ];
  const rows = groups.map(({ values, figures }) => [...values.map(textOf), ...figures.map(figureText)]);
  if (format === 'md') return markdownTable(columns, rows);
  return format === 'latex' ? latexTable(columns, rows) : table(columns, rows, { width, style });
}

/** `acc`, and only where one key has several figures which of them it is. */
function shortTitle({ key, name }: Aggregate, all: readonly Aggregate[]): string {
  if (name === 'n') return all.filter(other => other.name === 'n').length > 1 ? `${key.name} n` : 'n';
  const others = all.filter(other => other.name !== 'n' && printKey(other.key) === printKey(key));
  return others.length > 1 || name !== 'mean±std' ? `${key.name} ${name}` : key.name;
}

/** Numbers stand below numbers. */
function alignOf(groups: readonly Group[], at: number): 'left' | 'right' {
  const isNumber = ({ values }: Group) => ['number', 'bigint', 'undefined'].includes(typeof values[at]);
  return groups.length > 0 && groups.every(isNumber) ? 'right' : 'left';
}

function textOf(value: Scalar | undefined): string {
  if (value === undefined) return '–';
  return typeof value === 'number' || typeof value === 'bigint' ? formatNumber(value) : String(value);
}

/** A mean with as many digits as its deviation makes good: `0.972 ± 0.003`. */
function figureText(figures: readonly number[]): string {
  const [first, second] = figures;
  if (first === undefined) return '–';
  if (second === undefined || second === 0 || !Number.isFinite(second))
    return figures.map(formatNumber).join(' ± ');
  const digits = Math.max(0, Math.min(12, 1 - Math.floor(Math.log10(second))));
  return `${first.toFixed(digits)} ± ${second.toFixed(digits)}`;
}

/** The figures of an aggregate by their names: mean and deviation are two. */
function named({ name }: Aggregate, figures: readonly number[]): [string, number | undefined][] {
  return name.split('±').map((part, at) => [part, figures[at]]);
}

function groupJson({ keys, aggregates }: RunGroups, { values, figures, rows }: Group): Json {
  const by: Record<string, Json> = Object.create(null);
  for (const [at, key] of keys.entries()) by[printKey(key)] = values[at] ?? null;
  const found: Record<string, Record<string, Json>> = Object.create(null);
  for (const [at, aggregate] of aggregates.entries()) {
    const key = printKey(aggregate.key);
    found[key] ??= Object.create(null) as Record<string, Json>;
    for (const [name, figure] of named(aggregate, figures[at] ?? [])) found[key][name] = figure ?? null;
  }
  return { by, runs: rows.map(({ id }) => id), figures: found };
}

function groupsCsv({ keys, aggregates, groups }: RunGroups): string {
  const titles = aggregates.flatMap(one =>
    named(one, []).map(([name]) => printAggregate({ ...one, name: name as Aggregate['name'] })),
  );
  return csv(
    [...keys.map(printKey), ...titles],
    groups.map(({ values, figures }) => [
      ...values.map(value => (value === undefined || value === null ? '' : String(value))),
      ...aggregates.flatMap((one, at) =>
        named(one, figures[at] ?? []).map(([, figure]) => String(figure ?? '')),
      ),
    ]),
  );
}
