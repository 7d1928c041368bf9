/** The runs that are looked at: which of them, in which order, and where the cursor is. */

import type { Directions } from '../../query/direction.ts';
import type { Filter } from '../../query/filter/filter.ts';
import type { Key } from '../../query/lookup.ts';
import type { Today } from '../../query/since.ts';
import type { SortKey } from '../../query/sort.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { columnsFor, type RunColumn } from '../../view/columns.ts';
import { arrange, type Entry, isGroup } from './arrange.ts';
import { changedRows, withEdits } from './changed-rows.ts';

export interface RunsState {
  /** All that are known, newest first. */
  readonly rows: readonly RunRow[];
  /** Whether these are all there are. */
  readonly isComplete: boolean;
  /** How many of how many have been read, where that takes its time. */
  readonly reading: { readonly done: number; readonly total: number } | undefined;
  readonly damaged: readonly string[];
  readonly wish: ListWish;
  readonly directions: Directions;
  /** What the wish comes to, in its order: runs, and the headings of their groups. */
  readonly shown: readonly Entry[];
  readonly columns: readonly RunColumn[];
  /** The entry that the keys are about, and the first on the screen. */
  readonly cursor: number;
  readonly top: number;
  /** The column that the keys are about. */
  readonly column: number;
  readonly marked: ReadonlySet<RunId>;
  readonly pinned: ReadonlySet<RunId>;
  /** Where a range began. */
  readonly anchor: number | undefined;
  readonly search: Search | undefined;
  /** The best value of each metric column, by key. */
  readonly best: ReadonlyMap<string, number>;
}

/** Which runs are wanted, and how they are to stand. */
export interface ListWish {
  /** As it was typed last, and what it means: a filter that is wrong changes nothing. */
  readonly filterText: string;
  readonly filter: Filter | undefined;
  readonly sort: readonly SortKey[];
  readonly groupBy: Key | undefined;
  readonly folded: ReadonlySet<string>;
  /** Undefined: those that say most. */
  readonly columns: readonly string[] | undefined;
  readonly trashed: boolean;
  /** From where dates in a filter are seen. */
  readonly today: Today;
}

export interface Search {
  readonly text: string;
  /** The runs that are meant, in no order. */
  readonly hits: ReadonlySet<RunId>;
}

export const NO_WISH: ListWish = {
  filterText: '',
  filter: undefined,
  sort: [],
  groupBy: undefined,
  folded: new Set(),
  columns: undefined,
  trashed: false,
  today: { now: 0, zone: () => 0 },
};

/** No runs yet. */
export const NO_RUNS: RunsState = {
  rows: [],
  isComplete: false,
  reading: undefined,
  damaged: [],
  wish: NO_WISH,
  directions: {},
  shown: [],
  columns: [],
  cursor: 0,
  top: 0,
  column: 0,
  marked: new Set(),
  pinned: new Set(),
  anchor: undefined,
  search: undefined,
  best: new Map(),
};

export type RunsEvent =
  | {
      readonly kind: 'runs';
      readonly rows: readonly RunRow[];
      readonly isComplete: boolean;
      readonly damaged?: readonly string[];
    }
  | { readonly kind: 'reading'; readonly done: number; readonly total: number }
  | { readonly kind: 'changed'; readonly rows: readonly RunRow[]; readonly gone: readonly RunId[] }
  | { readonly kind: 'wish'; readonly wish: Partial<ListWish> }
  | { readonly kind: 'directions'; readonly directions: Directions }
  | { readonly kind: 'search'; readonly search: Search | undefined }
  | { readonly kind: 'best'; readonly best: ReadonlyMap<string, number> }
  | { readonly kind: 'go'; readonly id: RunId }
  | { readonly kind: 'point'; readonly at: number }
  | { readonly kind: 'column'; readonly at: number }
  | { readonly kind: 'mark'; readonly marked: ReadonlySet<RunId> };

/** What becomes of the runs when something has happened. */
export function reduceRuns(state: RunsState, event: RunsEvent): RunsState {
  switch (event.kind) {
    case 'runs':
      return arranged({
        ...state,
        rows: event.rows,
        isComplete: event.isComplete,
        reading: event.isComplete ? undefined : state.reading,
        damaged: event.damaged ?? state.damaged,
      });
    case 'reading':
      return { ...state, reading: event.done < event.total ? event : undefined };
    case 'changed':
      return changed(state, event);
    case 'wish':
      return arranged({ ...state, wish: { ...state.wish, ...event.wish }, anchor: undefined });
    case 'directions':
      return arranged({ ...state, directions: event.directions });
    case 'search':
      return { ...state, search: event.search };
    case 'best':
      return { ...state, best: event.best };
    case 'go': {
      const at = state.shown.findIndex(entry => !isGroup(entry) && entry.id === event.id);
      return at < 0 ? state : { ...state, cursor: at };
    }
    case 'point':
      return { ...state, cursor: within(event.at, state.shown.length), anchor: undefined };
    case 'column':
      return { ...state, column: within(event.at, state.columns.length) };
    case 'mark':
      return { ...state, marked: event.marked };
  }
}

/** The run under the cursor; of a group its first. */
export function currentRun(state: RunsState): RunRow | undefined {
  const entry = state.shown[state.cursor];
  return entry === undefined || !isGroup(entry) ? entry : entry.rows[0];
}

/** Those that are marked, as far as they are still there, in the order of the list; else the one under the cursor. */
export function chosenRuns(state: RunsState): readonly RunRow[] {
  const marked = markedRuns(state);
  const current = currentRun(state);
  return marked.length > 0 ? marked : current === undefined ? [] : [current];
}

/** The marked ones, in the order of the list, then those that it does not show. */
export function markedRuns({
  marked,
  shown,
  rows,
}: Pick<RunsState, 'marked' | 'shown' | 'rows'>): readonly RunRow[] {
  if (marked.size === 0) return [];
  const before = knownMarks.get(marked);
  if (before?.shown === shown && before.rows === rows) return before.found;
  const here = shown.filter((entry): entry is RunRow => !isGroup(entry) && marked.has(entry.id));
  const seen = new Set(here.map(({ id }) => id));
  const hidden = here.length === marked.size ? [] : rows.filter(({ id }) => marked.has(id) && !seen.has(id));
  const found = [...here, ...hidden];
  knownMarks.set(marked, { shown, rows, found });
  return found;
}

/** Looked for once in a hundred thousand: each key asks for them. */
const knownMarks = new WeakMap<
  RunsState['marked'],
  Pick<RunsState, 'shown' | 'rows'> & { readonly found: readonly RunRow[] }
>();

/** Makes the list anew; the cursor stays on its run. */
export function arranged(state: RunsState): RunsState {
  const shown = arrange(state.rows, state.wish, state.pinned);
  const columns = columnsOf(state.wish, shown, state.directions);
  const isSame =
    columns.length === state.columns.length && columns.every(({ key }, at) => key === state.columns[at]?.key);
  return {
    ...state,
    shown,
    columns: isSame ? state.columns : columns,
    column: within(state.column, columns.length),
    cursor: placeOf(state, shown),
    anchor: anchorOf(state, shown),
    best: new Map(),
  };
}

/** So many runs tell which columns say most: to ask all of them would take longer than to show them. */
const ASKED = 100;

function columnsOf({ columns }: ListWish, shown: readonly Entry[], directions: Directions): RunColumn[] {
  const rows: RunRow[] = [];
  for (const entry of shown) {
    if (rows.length >= ASKED) break;
    if (!isGroup(entry)) rows.push(entry);
  }
  const found = columnsFor(columns, rows, directions);
  return columns === undefined ? found.toSorted((a, b) => rankOf(a) - rankOf(b)) : found;
}

/** Beside other panes there is room for some: what came of a run is looked for sooner than when it was. */
function rankOf({ key }: RunColumn): number {
  const at = ['id', 'name', 'experiment', 'status'].indexOf(key);
  if (at >= 0) return at;
  return key.startsWith('metrics.') ? 4 : key.startsWith('params.') ? 5 : 6;
}

/** At the top one stays at the top: what is new is seen. */
function placeOf({ shown: before, cursor }: RunsState, shown: readonly Entry[]): number {
  const entry = before[cursor];
  if (cursor === 0 || entry === undefined) return 0;
  return placeIn(shown, entry) ?? within(cursor, shown.length);
}

/** A range that was begun goes on from its run, where that is still listed. */
function anchorOf({ shown: before, anchor }: RunsState, shown: readonly Entry[]): number | undefined {
  const entry = anchor === undefined ? undefined : before[anchor];
  return entry === undefined ? undefined : placeIn(shown, entry);
}

function placeIn(shown: readonly Entry[], entry: Entry): number | undefined {
  const at = shown.indexOf(entry);
  if (at >= 0) return at;
  const same = isGroup(entry) ? -1 : shown.findIndex(other => !isGroup(other) && other.id === entry.id);
  return same >= 0 ? same : undefined;
}

/** Runs that were edited stay where they are, under the cursor too, until the list is asked for anew. */
function changed(state: RunsState, event: Extract<RunsEvent, { kind: 'changed' }>): RunsState {
  const { rows, edits, isMoved } = changedRows(state.rows, event);
  if (isMoved) return arranged({ ...state, rows });
  const hasGroups = state.wish.groupBy !== undefined;
  return edits.size === 0 ? state : { ...state, rows, shown: withEdits(state.shown, edits, hasGroups) };
}

function within(at: number, length: number): number {
  return Math.max(0, Math.min(at, length - 1));
}
