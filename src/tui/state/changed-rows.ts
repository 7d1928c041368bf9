/** What has become of some runs among many: no more of them are looked at than need be. */
import { isDeepStrictEqual } from 'node:util';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { RunChanges } from '../desk.ts';
import { type Entry, isGroup } from './arrange.ts';

export interface ChangedRows {
  /** Newest first, as before. */
  readonly rows: readonly RunRow[];
  /** What stands in the place of what. */
  readonly edits: ReadonlyMap<RunRow, RunRow>;
  /** Whether there are others than before, in the list or in the trash. */
  readonly isMoved: boolean;
}

/** Takes changes into rows, which are sorted, the newest first. */
export function changedRows(before: readonly RunRow[], { rows, gone }: RunChanges): ChangedRows {
  const edits = new Map<RunRow, RunRow>();
  const added: RunRow[] = [];
  for (const row of rows) {
    const same = before[placeIn(before, row.id)];
    if (same?.id !== row.id) added.push(row);
    // What was in progress when it was looked at may have been stored since.
    else if ((same.commit === undefined || row.commit !== undefined) && !isDeepStrictEqual(same, row))
      edits.set(same, row);
  }
  const edited = withEdits(before, edits, false);
  const isGone = new Set(gone);
  const kept = isGone.size === 0 ? edited : edited.filter(({ id }) => !isGone.has(id));
  const isMoved =
    added.length > 0 ||
    kept.length < before.length ||
    [...edits].some(([one, other]) => one.trashed !== other.trashed);
  return { rows: merged(added, kept), edits, isMoved };
}

/** Where a run is among others, or would be. */
function placeIn(rows: readonly RunRow[], id: RunId): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle] as RunRow).id > id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** So few are looked for one by one. */
const FEW = 32;

/** The same lines, with edited runs in the place of what they were; `hasGroups` where headings may be among them. */
export function withEdits<Line extends Entry>(
  lines: readonly Line[],
  edits: ReadonlyMap<RunRow, RunRow>,
  hasGroups: boolean,
): readonly Line[] {
  if (edits.size === 0) return lines;
  if (edits.size > FEW || hasGroups) return lines.map(line => edited(line, edits) as Line);
  const next = lines.slice();
  for (const [before, row] of edits) {
    const at = lines.indexOf(before as Line);
    if (at >= 0) next[at] = row as Line;
  }
  return next;
}

function edited(line: Entry, edits: ReadonlyMap<RunRow, RunRow>): Entry {
  if (!isGroup(line)) return edits.get(line) ?? line;
  const isOf = line.rows.some(row => edits.has(row));
  return isOf ? { ...line, rows: line.rows.map(row => edits.get(row) ?? row) } : line;
}

/** New ones mostly are the newest. */
function merged(added: readonly RunRow[], kept: readonly RunRow[]): readonly RunRow[] {
  if (added.length === 0) return kept;
  const all = added.toSorted(newestFirst).concat(kept);
  const isSorted = (all[added.length - 1] as RunRow).id > (kept[0]?.id ?? '');
  return isSorted ? all : all.sort(newestFirst);
}

function newestFirst(a: RunRow, b: RunRow): number {
  return a.id < b.id ? 1 : -1;
}
