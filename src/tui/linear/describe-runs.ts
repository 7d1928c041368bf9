/** What is said of the list: where the cursor is, which runs are listed and how, what has become of some. */
import { printKey } from '../../query/lookup.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { statusText } from '../../view/columns.ts';
import { type Clock, formatCount, groupDigits } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { AppState } from '../state/app.ts';
import { isGroup } from '../state/arrange.ts';
import type { ListWish, RunsState } from '../state/runs.ts';
import { cellOf, rowLine } from './row-line.ts';

/** Tells it; of the cursor only where the list has the keys. */
export function describeRuns(before: AppState, after: AppState, clock: Clock): string[] {
  const [old, now] = [before.runs, after.runs];
  if (old === now && before.focus === after.focus) return [];
  const isHere = after.focus === 'runs' && after.mode.kind === 'panes';
  return [
    ...readLines(old, now),
    ...wishLines(old, now),
    ...markLines(old, now),
    ...(isHere ? cursorLines(before, after, clock) : []),
    ...newsLines(old, now),
  ];
}

/** `10,000 runs`. */
export function countRuns(count: number): string {
  return `${groupDigits(count)} ${count === 1 ? 'run' : 'runs'}`;
}

function readLines(old: RunsState, now: RunsState): string[] {
  const begins = now.reading !== undefined && old.reading === undefined;
  return begins ? [`reading ${countRuns(now.reading.total)}`] : [];
}

function wishLines({ wish: old }: RunsState, { wish, shown, rows, columns }: RunsState): string[] {
  if (old === wish) return [];
  const listed = shown.filter(entry => !isGroup(entry)).length;
  const isOther =
    old.filterText !== wish.filterText || old.filter !== wish.filter || old.trashed !== wish.trashed;
  const many =
    wish.groupBy === undefined ? `${listed} of ${countRuns(rows.length)}` : `of ${countRuns(rows.length)}`;
  return [
    ...(old.trashed === wish.trashed ? [] : [wish.trashed ? 'the trash' : 'out of the trash']),
    ...(isOther
      ? [wish.filterText === '' ? `no filter: ${many}` : `where ${sanitise(wish.filterText)}: ${many}`]
      : []),
    ...(old.sort === wish.sort ? [] : [sortLine(wish)]),
    ...(old.groupBy === wish.groupBy ? [] : [groupLine(wish, shown)]),
    ...(old.columns === wish.columns
      ? []
      : [`columns: ${columns.map(({ title }) => sanitise(title)).join(', ')}`]),
  ];
}

function sortLine({ sort }: ListWish): string {
  if (sort.length === 0) return 'sorted as they began, the newest first';
  const keys = sort.map(
    ({ key, direction }) =>
      `${sanitise(printKey(key))}, ${direction === 'ascending' ? 'lowest' : 'highest'} first`,
  );
  return `sorted by ${keys.join(', then ')}`;
}

function groupLine({ groupBy }: ListWish, shown: RunsState['shown']): string {
  if (groupBy === undefined) return 'no groups';
  return `grouped by ${sanitise(printKey(groupBy))}: ${formatCount(shown.filter(isGroup).length, 'group')}`;
}

function markLines(old: RunsState, now: RunsState): string[] {
  const begins = old.anchor === undefined && now.anchor !== undefined;
  return [
    ...(begins ? ['a range begins here'] : []),
    ...(old.anchor !== undefined && now.anchor === undefined ? ['the range ends'] : []),
    ...(old.marked === now.marked ? [] : [`${formatCount(now.marked.size, 'run')} marked`]),
    ...(old.search === now.search || now.search === undefined
      ? []
      : [`${sanitise(now.search.text)}: ${countRuns(now.search.hits.size)} found`]),
  ];
}

function cursorLines(before: AppState, after: AppState, clock: Clock): string[] {
  const [old, now] = [before.runs, after.runs];
  const entry = now.shown[now.cursor];
  const isOther = before.focus !== 'runs' || before.mode.kind !== 'panes';
  const line = rowLine(now, clock);
  if (isOther || (line !== rowLine(old, clock) && placeOf(old) !== placeOf(now))) return [line];
  const isPinned = old.pinned !== now.pinned;
  const isFolded = old.wish.folded !== now.wish.folded;
  if (isPinned || isFolded) return [line];
  const column = now.columns[now.column];
  if (old.column === now.column || column === undefined) return [];
  const cell = entry === undefined || isGroup(entry) ? [] : cellOf(entry, column, clock);
  return [
    `column ${now.column + 1} of ${now.columns.length}: ${cell[0] ?? `${sanitise(column.title)}, nothing`}`,
  ];
}

/** That a run stands a row further down, because a new one came, is nothing that was done. */
function placeOf({ shown, cursor }: RunsState): string {
  const entry = shown[cursor];
  if (entry === undefined) return '';
  return isGroup(entry) ? `${cursor} ${entry.group}` : entry.id;
}

/** Of more than that only the number is told. */
const TOLD = 5;

/** Runs that are new, and those that have ended meanwhile. */
function newsLines(old: RunsState, now: RunsState): string[] {
  if (old.rows === now.rows || !old.isComplete || !now.isComplete) return [];
  const known = new Map<RunId, RunRow>(old.rows.map(row => [row.id, row]));
  const news = now.rows.flatMap(row => {
    const was = known.get(row.id);
    if (was === row || was?.status === row.status) return [];
    return [`${was === undefined ? 'new run ' : ''}${sanitise(row.name)}: ${sanitise(statusText(row))}`];
  });
  return news.length > TOLD ? [`${countRuns(news.length)} new or ended`] : news;
}
