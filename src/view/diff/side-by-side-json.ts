/** The documented shape of several runs side by side, in `diff --json`. Fields are added, never changed; a changed meaning is a new version. */

import type { Section, Side } from '../../query/side.ts';
import type { SideRow } from '../../query/side-by-side.ts';
import type { Scalar } from '../../run/param.ts';
import { csv } from '../csv.ts';
import { JSON_VERSION, printJson } from '../run-json.ts';
import { type SideJson, sideJson } from './run-diff-json.ts';

export interface SideBySideJson {
  readonly version: number;
  /** In the order of the columns. */
  readonly runs: readonly SideJson[];
  /** Every key of any of them, also those that are the same in all. */
  readonly rows: readonly {
    readonly section: Section;
    readonly key: string;
    readonly same: boolean;
    /** By the run's id; a run that has nothing there is absent. Of metrics the last values. */
    readonly values: Readonly<Record<string, Scalar>>;
    /** Of metrics: which direction is better, and the ids of the best. */
    readonly direction?: 'min' | 'max';
    readonly best?: readonly string[];
  }[];
}

/** Prints several runs side by side. */
export function printSideBySideJson(sides: readonly Side[], rows: readonly SideRow[]): string {
  return printJson(sideBySideJson(sides, rows));
}

/** Several runs side by side in their documented shape. */
export function sideBySideJson(sides: readonly Side[], rows: readonly SideRow[]): SideBySideJson {
  const idAt = (at: number) => sides[at]?.id ?? String(at);
  return {
    version: JSON_VERSION,
    runs: sides.map(sideJson),
    rows: rows.map(({ section, key, same, values, direction, best }) => ({
      ...{ section, key, same },
      values: Object.fromEntries(
        values.flatMap((leaf, at) => (leaf === undefined ? [] : [[idAt(at), leaf.value]])),
      ),
      ...(direction !== undefined && { direction, best: best.map(idAt) }),
    })),
  };
}

/** Prints them as CSV: keys are lines and runs columns, or, `asRows`, the other way round. Nothing stands where a run has nothing. */
export function printSideBySideCsv(
  sides: readonly Side[],
  rows: readonly SideRow[],
  asRows: boolean,
): string {
  const text = ({ values }: SideRow, at: number) =>
    values[at] === undefined ? '' : String(values[at].value);
  if (asRows)
    return csv(
      ['id', 'name', ...rows.map(({ section, key }) => `${section}.${key}`)],
      sides.map(({ id = '', name }, at) => [id, name, ...rows.map(row => text(row, at))]),
    );
  return csv(
    ['section', 'key', ...sides.map(({ name }) => name)],
    [
      ['', 'id', ...sides.map(({ id = '' }) => id)],
      ...rows.map(row => [row.section, row.key, ...sides.map((_, at) => text(row, at))]),
    ],
  );
}
