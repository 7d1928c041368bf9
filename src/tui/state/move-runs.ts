/** Keys in the list of runs: where the cursor goes, what is marked, what it is sorted by. */
import { type Key, parseKey, printKey } from '../../query/lookup.ts';
import { defaultDirection, type SortKey } from '../../query/sort.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { isGroup } from './arrange.ts';
import { distanceOf, moved } from './move.ts';
import { arranged, currentRun, type RunsState, reduceRuns } from './runs.ts';

/** Columns that stay at the left while the others scroll. */
export const FIXED = 2;

/** Does what a key does in the list; the same state where it does nothing there. `height` is in lines. */
export function moveRuns(state: RunsState, action: string, height: number): RunsState {
  const by = distanceOf(action, height);
  if (by !== undefined) return movedBy(state, by, height);
  switch (action) {
    case 'left':
    case 'right':
      return toColumn(state, state.column + (action === 'left' ? -1 : 1));
    case 'mark':
      return movedBy(toggled(state), 1, height);
    case 'range':
      return { ...state, anchor: state.anchor === undefined ? state.cursor : undefined };
    case 'mark-all':
      return { ...state, marked: new Set(runsOf(state).map(({ id }) => id)), anchor: undefined };
    case 'mark-none':
      return { ...state, marked: new Set(), anchor: undefined };
    case 'sort':
      return sorted(state, false);
    case 'sort-also':
      return sorted(state, true);
    case 'group':
      return grouped(state);
    case 'pin':
      return pinned(state);
    case 'open':
      return folded(state);
    case 'show-trash':
      return reduceRuns(state, { kind: 'wish', wish: { trashed: !state.wish.trashed } });
    case 'next-match':
      return toMatch(state, 1, height);
    case 'previous-match':
      return toMatch(state, -1, height);
    default:
      return state;
  }
}

function toColumn(state: RunsState, at: number): RunsState {
  const column = Math.max(0, Math.min(at, state.columns.length - 1));
  return column === state.column ? state : { ...state, column };
}

/** All that lies between where a range began and where the cursor is, is marked. */
function movedBy(state: RunsState, by: number, height: number): RunsState {
  const place = moved(state, by, { length: state.shown.length, height });
  const isStill = place.cursor === state.cursor && place.top === state.top;
  const next = isStill ? state : { ...state, ...place };
  if (state.anchor === undefined) return next;
  const [from, to] = [Math.min(state.anchor, next.cursor), Math.max(state.anchor, next.cursor)];
  const marked = new Set(state.marked);
  for (const entry of state.shown.slice(from, to + 1)) if (!isGroup(entry)) marked.add(entry.id);
  return { ...next, marked };
}

function runsOf({ shown }: RunsState): RunRow[] {
  return shown.flatMap(entry => (isGroup(entry) ? [] : [entry]));
}

/** A group's heading stands for all its runs. */
function toggled(state: RunsState): RunsState {
  const entry = state.shown[state.cursor];
  if (entry === undefined) return state;
  const ids = isGroup(entry) ? entry.rows.map(({ id }) => id) : [entry.id];
  const marked = new Set(state.marked);
  const isOff = ids.every(id => marked.has(id));
  for (const id of ids) isOff ? marked.delete(id) : marked.add(id);
  return { ...state, marked, anchor: undefined };
}

/** Down, up, and no more: by a second key too, where it is one of several. */
function sorted(state: RunsState, isAlso: boolean): RunsState {
  const key = keyUnderCursor(state);
  if (key === undefined) return state;
  const name = printKey(key);
  const before = state.wish.sort.find(one => printKey(one.key) === name);
  const others = isAlso ? state.wish.sort.filter(one => printKey(one.key) !== name) : [];
  const next = turned(key, before);
  return reduceRuns(state, { kind: 'wish', wish: { sort: next === undefined ? others : [...others, next] } });
}

function turned(key: Key, before: SortKey | undefined): SortKey | undefined {
  const usual = defaultDirection(key);
  if (before === undefined) return { key, direction: usual };
  if (before.direction !== usual) return undefined;
  return { key, direction: usual === 'ascending' ? 'descending' : 'ascending' };
}

function keyUnderCursor({ columns, column, directions }: RunsState): Key | undefined {
  const found = columns[column];
  return found === undefined ? undefined : parseKey(found.key, directions);
}

function grouped(state: RunsState): RunsState {
  const { groupBy } = state.wish;
  const key = groupBy === undefined ? keyUnderCursor(state) : undefined;
  return reduceRuns(state, { kind: 'wish', wish: { groupBy: key, folded: new Set() } });
}

function pinned(state: RunsState): RunsState {
  const row = currentRun(state);
  if (row === undefined) return state;
  const ids: Set<RunId> = new Set(state.pinned);
  if (!ids.delete(row.id)) ids.add(row.id);
  return arranged({ ...state, pinned: ids });
}

/** Of a run nothing is folded: it is opened by who looks after the panes. */
function folded(state: RunsState): RunsState {
  const entry = state.shown[state.cursor];
  if (entry === undefined || !isGroup(entry)) return state;
  const names = new Set(state.wish.folded);
  if (!names.delete(entry.group)) names.add(entry.group);
  const next = reduceRuns(state, { kind: 'wish', wish: { folded: names } });
  const at = next.shown.findIndex(other => isGroup(other) && other.group === entry.group);
  return { ...next, cursor: Math.max(0, at) };
}

function toMatch(state: RunsState, step: 1 | -1, height: number): RunsState {
  const hits = state.search?.hits;
  const { shown, cursor } = state;
  if (hits === undefined || hits.size === 0) return state;
  for (let tried = 1; tried <= shown.length; tried++) {
    const at = (((cursor + tried * step) % shown.length) + shown.length) % shown.length;
    const entry = shown[at];
    if (entry !== undefined && !isGroup(entry) && hits.has(entry.id))
      return movedBy(state, at - cursor, height);
  }
  return state;
}
