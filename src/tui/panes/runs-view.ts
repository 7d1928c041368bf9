/** The list of runs as lines: titles, and as many rows as there is room for. */
import { lookup, parseKey, printKey } from '../../query/lookup.ts';
import type { SortKey } from '../../query/sort.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { RunColumn } from '../../view/columns.ts';
import { type Clock, formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad, widthOf } from '../../view/width.ts';
import { type Entry, type GroupEntry, isGroup } from '../state/arrange.ts';
import { follow } from '../state/move.ts';
import { FIXED } from '../state/move-runs.ts';
import type { RunsState } from '../state/runs.ts';
import type { Theme } from '../theme.ts';

export interface ViewSize {
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
}

/** A column that has room, and its cells. */
interface Slot {
  readonly index: number;
  readonly width: number;
}

const GAP = 2;
/** Before each row: whether it is marked, pinned, found. */
const GUTTER = 2;
/** So wide is a column at most, in cells. */
const WIDEST = 28;
/** Nothing is seen of what a text has behind so many units: it is not measured. */
const MOST_UNITS = 400;

/** Prints the list. */
export function runsView(state: RunsState, size: ViewSize, theme: Theme, clock: Clock): string[] {
  const height = Math.max(0, size.height - 1);
  const top = topOf(state, height);
  const visible = state.shown.slice(top, top + height);
  const slots = slotsOf(state, widthsOf(state, visible, clock), size.width);
  const lines = visible.map((entry, at) => {
    const isCurrent = top + at === state.cursor;
    const line = isGroup(entry)
      ? groupLine(entry, size.width, theme)
      : runLine(entry, { state, slots, theme, clock, width: size.width });
    if (!isCurrent) return line;
    return size.hasFocus ? theme.cursor(line) : theme.faint(line);
  });
  return [headLine(state, slots, size.width, theme), ...lines];
}

/** The column whose title, or cells, are at a place of the list; undefined where there is none. */
export function columnAt(
  state: RunsState,
  { width, height }: ViewSize,
  x: number,
  clock: Clock,
): number | undefined {
  const top = topOf(state, height - 1);
  const visible = state.shown.slice(top, top + Math.max(0, height - 1));
  let at = GUTTER;
  for (const slot of slotsOf(state, widthsOf(state, visible, clock), width)) {
    if (x >= at && x < at + slot.width) return slot.index;
    at += slot.width + GAP;
  }
  return undefined;
}

/** The first entry on a screen of so many lines. */
export function topOf({ cursor, top, shown }: RunsState, height: number): number {
  return follow(cursor, top, { length: shown.length, height: Math.max(0, height) });
}

/** So wide was each column once: while one scrolls columns only grow, and nothing jumps. */
const seenWidths = new WeakMap<readonly RunColumn[], Map<number, number>>();

/** How wide a column is for what is on the screen, and was; the titles and their marks have room as well. */
function widthsOf(state: RunsState, visible: readonly Entry[], clock: Clock): (index: number) => number {
  const seen = seenWidths.get(state.columns) ?? new Map<number, number>();
  seenWidths.set(state.columns, seen);
  const measured = new Map<number, number>();
  const measure = (index: number): number => {
    const column = state.columns[index] as RunColumn;
    let widest = Math.max(seen.get(index) ?? 0, widthOf(titleOf(column, state.wish.sort)));
    for (const entry of visible) {
      if (widest >= WIDEST) break;
      if (!isGroup(entry)) widest = Math.max(widest, widthOf(cellText(entry, column, state, clock)));
    }
    const width = Math.min(widest, WIDEST);
    seen.set(index, width);
    measured.set(index, width);
    return width;
  };
  return index => measured.get(index) ?? measure(index);
}

/**
 * The first ones stay, the others scroll so far that the one under the cursor is whole; where there is no room for both,
 * it goes before them.
 */
function slotsOf(state: RunsState, widthAt: (index: number) => number, width: number): Slot[] {
  const { length } = state.columns;
  const column = Math.min(state.column, length - 1);
  for (let gone = 0; ; gone++) {
    const fixed = Array.from({ length: Math.min(FIXED, length) }, (_, index) => index).slice(gone);
    const used = fixed.reduce((sum, index) => sum + widthAt(index) + GAP, GUTTER);
    const first = column < FIXED ? FIXED : firstOf(column, width - used, widthAt);
    const scrolling = Array.from({ length: Math.max(0, length - first) }, (_, at) => first + at);
    const slots = placed([...fixed, ...scrolling], state, widthAt, width);
    const has = slots.find(({ index }) => index === column)?.width ?? -1;
    if (gone === FIXED || column < FIXED || has >= Math.min(widthAt(column), width - GUTTER)) return slots;
  }
}

/** The first that scrolls: as far to the left as the one under the cursor allows. */
function firstOf(column: number, room: number, widthAt: (index: number) => number): number {
  let first = Math.max(column, FIXED);
  for (let left = room - widthAt(column); first > FIXED; first--) {
    left -= widthAt(first - 1) + GAP;
    if (left < 0) break;
  }
  return first;
}

/** As many as there is room for. The last one may be cut, but for numbers, which would say something else. */
function placed(
  indices: readonly number[],
  { columns, column }: RunsState,
  widthAt: (index: number) => number,
  width: number,
): Slot[] {
  const slots: Slot[] = [];
  let room = width - GUTTER;
  for (const index of indices) {
    const wanted = widthAt(index);
    const isWhole = columns[index]?.align === 'right' && index !== column;
    if (room < Math.max(1, isWhole ? wanted : Math.min(wanted, LEAST))) break;
    slots.push({ index, width: Math.min(wanted, room) });
    room -= wanted + GAP;
  }
  return slots;
}

/** Cells in which something can still be made out. */
const LEAST = 4;

function titleOf(column: RunColumn, sort: readonly SortKey[]): string {
  const at = sort.findIndex(({ key }) => printKey(key) === column.key);
  const title = cut(safe(column.title), WIDEST - 2);
  if (at < 0) return title;
  const arrow = sort[at]?.direction === 'ascending' ? '▲' : '▼';
  return `${title}${arrow}${sort.length > 1 ? at + 1 : ''}`;
}

function headLine(state: RunsState, slots: readonly Slot[], width: number, theme: Theme): string {
  const cells = slots.map(({ index, width: room }) => {
    const column = state.columns[index] as RunColumn;
    const text = pad(cut(titleOf(column, state.wish.sort), room), room, column.align);
    return index === state.column ? theme.style.bold(theme.style.underline(text)) : theme.style.dim(text);
  });
  const isMoved = slots.some(({ index }, at) => index !== at);
  const isMore = slots.length > 0 && slots.at(-1)?.index !== state.columns.length - 1;
  const gutter = isMoved ? theme.style.dim('‹ ') : ' '.repeat(Math.min(GUTTER, width));
  const used = GUTTER + slots.reduce((sum, slot) => sum + slot.width + GAP, -GAP);
  const more = isMore && used < width - 1 ? ' '.repeat(width - used - 1) + theme.style.dim('›') : '';
  return gutter + cells.join(' '.repeat(GAP)) + more;
}

interface RowParts {
  readonly state: RunsState;
  readonly slots: readonly Slot[];
  readonly theme: Theme;
  readonly clock: Clock;
  readonly width: number;
}

function runLine(row: RunRow, { state, slots, theme, clock, width }: RowParts): string {
  if (slots.length === 0) return ' '.repeat(width);
  let used = GUTTER - GAP;
  const cells = slots.map(({ index, width: room }) => {
    const column = state.columns[index] as RunColumn;
    const text = cellText(row, column, state, clock);
    const paint =
      column.paint?.(row, theme.style) ??
      (text.startsWith(STAR) ? theme.style.bold : (plain: string) => plain);
    used += room + GAP;
    const shown = cut(text, room);
    const blanks = ' '.repeat(Math.max(0, room - widthOf(shown)));
    return column.align === 'right' ? blanks + paint(shown) : paint(shown) + blanks;
  });
  const fill = ' '.repeat(Math.max(0, width - used));
  return `${gutter(row, state, theme)}${cells.join(' '.repeat(GAP))}${fill}`;
}

function gutter({ id }: RunRow, { marked, pinned, search }: RunsState, theme: Theme): string {
  if (marked.has(id)) return theme.marked('● ');
  if (pinned.has(id)) return theme.key('▸ ');
  if (search?.hits.has(id)) return theme.match('/ ');
  return '  ';
}

function groupLine({ group, rows, isFolded }: GroupEntry, width: number, theme: Theme): string {
  const count = cut(`  ${formatCount(rows.length, 'run')}`, width);
  const name = cut(`${isFolded ? '▸' : '▾'} ${safe(group)}`, width - widthOf(count));
  const line = theme.style.bold(name) + theme.style.dim(count);
  return line + ' '.repeat(Math.max(0, width - widthOf(name) - widthOf(count)));
}

/** Before the best value of a column. */
const STAR = '★';

function cellText(row: RunRow, column: RunColumn, state: RunsState, clock: Clock): string {
  return (isBest(row, column, state) ? STAR : '') + safe(column.text(row, clock));
}

function safe(text: string): string {
  return sanitise(text.length > MOST_UNITS ? `${text.slice(0, MOST_UNITS)}…` : text);
}

function isBest(row: RunRow, column: RunColumn, { best, directions }: RunsState): boolean {
  const value = best.get(column.key);
  return value !== undefined && lookup(row, parseKey(column.key, directions)) === value;
}
