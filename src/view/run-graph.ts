/** Runs with how they came from each other in the left margin, as git log --graph has it. */

import { shortId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { drawGraph, graphWidth } from './graph/draw.ts';
import { layOut } from './graph/layout.ts';
import { graphOrder } from './graph/order.ts';
import { runLines } from './run-lines.ts';
import type { RunListOptions } from './run-list.ts';
import { runTable } from './run-table.ts';
import { sanitise } from './sanitise.ts';

/** A run that others came from, and that is not in the list. */
export interface AbsentRun {
  readonly id: string;
  /** As far as it is known. */
  readonly name?: string;
  /** `not in this list`, `deleted`. */
  readonly why: string;
  /** Whether there is nothing of it here. */
  readonly isGone: boolean;
}

/** The runs that others of the list came from and that are not in it, each once, by id. */
export function absentParents(rows: readonly RunRow[]): string[] {
  const listed = new Set<string>(rows.map(({ id }) => id));
  const named = rows.flatMap(({ lineage = [] }) => lineage.map(({ id }) => id as string));
  return [...new Set(named)].filter(id => !listed.has(id)).sort();
}

/** A list in which a table still has room, however many lanes there are. */
const NARROWEST = 40;

/**
 * Prints a table, or lines, with their graph; each run stands above those it came from. `*` is a run, `o` one that is not
 * listed, `x` one that is gone. Throws UsageError on an unknown column.
 */
export function printRunGraph(
  rows: readonly RunRow[],
  absent: readonly AbsentRun[],
  options: RunListOptions,
): string {
  const missing = new Map(absent.map(one => [one.id, one]));
  const parents = ({ lineage = [] }: RunRow) => lineage.map(({ id }) => id as string);
  // The newest first, as the runs are.
  const others = absent.map(({ id }) => ({ id, parents: [] })).toReversed();
  const entries = layOut(
    graphOrder([...rows.map(row => ({ id: row.id, parents: parents(row) })), ...others]),
  );
  const known = new Map(rows.map(row => [row.id as string, row]));
  const ordered = entries.flatMap(({ id }) => known.get(id) ?? []);
  const isTable = options.format === 'table';
  const margin = isTable ? graphWidth(entries) : 0;
  const width = options.width === undefined ? undefined : Math.max(NARROWEST, options.width - margin - 1);
  const { head, body, foot } = isTable
    ? runTable(ordered, { ...options, width })
    : { head: [], body: runLines(ordered, options), foot: [] };
  const texts = new Map(ordered.map(({ id }, at) => [id as string, (body[at] as string).split('\n')]));
  const drawn = drawGraph(entries, {
    style: options.style,
    mark: id => markOf(missing.get(id)),
    lines: id => texts.get(id) ?? [options.style.dim(printAbsent(missing.get(id) as AbsentRun))],
    width: margin,
  });
  const titles = head.map(line => `${' '.repeat(margin + 1)}${line}`);
  return [...titles, ...drawn, ...foot].map(line => `${line}\n`).join('');
}

function markOf(absent: AbsentRun | undefined): string {
  return absent === undefined ? '*' : absent.isGone ? 'x' : 'o';
}

function printAbsent({ id, name, why }: AbsentRun): string {
  return [shortId(id), ...(name === undefined ? [] : [sanitise(name)]), `(${why})`].join(' ');
}
