/**
 * Runs for scripts, version 1: one line a run, its fields parted by tabs, that never changes. Without columns they are
 * id, status, exit, started, ended, commit, experiment and name. Ids are whole, times ISO 8601 in UTC, numbers exact; a
 * text is quoted as Git quotes a path where it must be. What a run has not is `-`: the shell's read takes tabs together, and
 * would not see an empty field.
 */
import type { Directions } from '../query/direction.ts';
import { lookup } from '../query/lookup.ts';
import type { Scalar } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { cQuote } from './c-quote.ts';
import { columnsFor } from './columns.ts';

/** What `--porcelain` prints, in this order. */
export const PORCELAIN = [
  'id',
  'status',
  'exit',
  'started',
  'ended',
  'commit',
  'experiment',
  'name',
] as const;

/** The line of each run, without its end. Throws UsageError on an unknown column. */
export function porcelainLines(
  rows: readonly RunRow[],
  names: readonly string[] | undefined,
  declared: Directions = {},
): string[] {
  const values =
    names === undefined
      ? PORCELAIN.map(name => (row: RunRow) => lookup(row, { kind: 'attribute', name }))
      : columnsFor(names, rows, declared).map(({ value }) => value);
  return rows.map(row => values.map(value => field(value(row) as Scalar | undefined)).join('\t'));
}

function field(value: Scalar | undefined): string {
  if (value === undefined) return '-';
  if (value === '-') return '"-"';
  return typeof value === 'string' ? cQuote(value) : Object.is(value, -0) ? '-0' : String(value);
}
