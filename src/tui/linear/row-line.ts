/** A line of the list in words. */
import type { RunRow } from '../../run/run-row.ts';
import { type RunColumn, statusText } from '../../view/columns.ts';
import { type Clock, formatCount, formatRelative } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { isGroup } from '../state/arrange.ts';
import type { RunsState } from '../state/runs.ts';

/** So many metrics are told of a run where nobody has chosen columns. */
const SOME = 3;

/** Tells where the cursor is: `row 3 of 120: nimble-stork, finished, 2 h ago, acc 0.9667`. */
export function rowLine(runs: RunsState, clock: Clock): string {
  const { shown, cursor, marked, pinned } = runs;
  const entry = shown[cursor];
  if (entry === undefined) return 'no runs';
  const place = `row ${cursor + 1} of ${shown.length}`;
  if (isGroup(entry)) {
    const count = formatCount(entry.rows.length, 'run');
    return `${place}: group ${sanitise(entry.group)}, ${count}, ${entry.isFolded ? 'folded' : 'open'}`;
  }
  const parts = [
    sanitise(entry.name),
    ...(marked.has(entry.id) ? ['marked'] : []),
    ...(pinned.has(entry.id) ? ['pinned'] : []),
    sanitise(statusText(entry)),
    formatRelative(Date.parse(entry.started), clock),
    ...toldColumns(runs).flatMap(column => cellOf(entry, column, clock)),
  ];
  return `${place}: ${parts.join(', ')}`;
}

/** What a run has in a column, with its title; nothing where it has nothing. */
export function cellOf(row: RunRow, column: RunColumn, clock: Clock): string[] {
  const text = column.text(row, clock);
  return text === '' ? [] : [`${sanitise(column.title)} ${sanitise(text)}`];
}

const SAID_ALREADY: ReadonlySet<string> = new Set(['id', 'name', 'status', 'started']);

function toldColumns({ columns, wish }: RunsState): readonly RunColumn[] {
  const others = columns.filter(({ key }) => !SAID_ALREADY.has(key));
  if (wish.columns !== undefined) return others;
  return others.filter(({ key }) => key.startsWith('metrics.')).slice(0, SOME);
}
