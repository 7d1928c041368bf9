/** From all runs to the list: what passes the filter, in order, in groups. */

import { matcher } from '../../query/filter/matches.ts';
import type { Key } from '../../query/lookup.ts';
import { lookup, printKey } from '../../query/lookup.ts';
import { sortRuns } from '../../query/sort.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { ListWish } from './runs.ts';

/** A line of the list. */
export type Entry = RunRow | GroupEntry;

/** The heading of runs that have the same under a key. */
export interface GroupEntry {
  readonly group: string;
  readonly rows: readonly RunRow[];
  readonly isFolded: boolean;
}

/** Whether a line is a heading. */
export function isGroup(entry: Entry): entry is GroupEntry {
  return 'group' in entry;
}

/** Makes the list; pinned runs stand at its top. */
export function arrange(
  rows: readonly RunRow[],
  wish: ListWish,
  pinned: ReadonlySet<RunId>,
): readonly Entry[] {
  const passing = filtered(rows, wish);
  const sorted = wish.sort.length === 0 ? passing : sortRuns(passing, wish.sort);
  const grouped = wish.groupBy === undefined ? sorted : inGroups(sorted, wish.groupBy, wish.folded);
  if (pinned.size === 0) return grouped;
  const isPinned = (entry: Entry) => !isGroup(entry) && pinned.has(entry.id);
  return [...rows.filter(isPinned), ...grouped.filter(entry => !isPinned(entry))];
}

function filtered(rows: readonly RunRow[], { filter, trashed, today }: ListWish): readonly RunRow[] {
  const passes = filter === undefined ? undefined : matcher(filter, today);
  return rows.filter(row => row.trashed === trashed && (passes === undefined || passes(row)));
}

/** Groups stand in the order of their first runs. */
function inGroups(rows: readonly RunRow[], key: Key, folded: ReadonlySet<string>): Entry[] {
  const groups = new Map<string, RunRow[]>();
  for (const row of rows) {
    const value = lookup(row, key);
    const name = value === undefined ? `no ${printKey(key)}` : `${printKey(key)} ${String(value)}`;
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [row]);
    else members.push(row);
  }
  return [...groups].flatMap(([group, members]) => {
    const isFolded = folded.has(group);
    return [{ group, rows: members, isFolded }, ...(isFolded ? [] : members)];
  });
}
