/** Where one looks in a log: at a row of a line. */
import type { LogBytes } from './log-bytes.ts';
import {
  type LogLine,
  lastLine,
  lineAfter,
  lineAt,
  lineBefore,
  noteBefore,
  startOfLines,
} from './log-lines.ts';
import { rowsOf, textOf } from './log-text.ts';

/** The row at the top of the screen. */
export interface LogPlace {
  /** Where its line begins, or any place in it. */
  readonly at: number;
  /** Rows from the first one of that line; less than none are above it. */
  readonly row: number;
}

/** How a log is laid out. */
export interface LogLook {
  /** Cells and rows. */
  readonly width: number;
  readonly height: number;
  /** Whether long lines are broken. */
  readonly wraps: boolean;
  readonly colours: boolean;
}

/** Moves by rows, as far as lines are held. */
export function moveBy(log: LogBytes, { at, row }: LogPlace, by: number, look: LogLook): LogPlace {
  let line = lineAt(log, at) ?? nearestLine(log, at);
  if (line === undefined) return { at, row: row + by };
  let next = row + by;
  while (next < 0) {
    const before = lineBefore(log, line);
    if (before === undefined) return { at: line.start, row: 0 };
    line = before;
    next += rowCount(log, line, look);
  }
  for (let rows = rowCount(log, line, look); next >= rows; rows = rowCount(log, line, look)) {
    const after = lineAfter(log, line);
    if (after === undefined) return { at: line.start, row: rows - 1 };
    next -= rows;
    line = after;
  }
  return { at: line.start, row: next };
}

/** The top of the screen that ends where the log does; undefined where that is not held. */
export function lastPlace(log: LogBytes, look: LogLook): LogPlace | undefined {
  const { width, height, wraps, colours } = look;
  const key = [width, height, wraps, colours].join();
  const known = lastPlaces.get(log);
  if (known?.key === key) return known.place;
  const place = placeFromEnd(log, look);
  lastPlaces.set(log, { key, place });
  return place;
}

/** Asked for at each key, while the log is the same. */
const lastPlaces = new WeakMap<LogBytes, { readonly key: string; readonly place: LogPlace | undefined }>();

function placeFromEnd(log: LogBytes, look: LogLook): LogPlace | undefined {
  let line = lastLine(log);
  let missing = look.height;
  while (line !== undefined) {
    const rows = rowCount(log, line, look);
    if (rows >= missing) return { at: line.start, row: rows - missing };
    missing -= rows;
    const before = lineBefore(log, line);
    if (before === undefined) return { at: line.start, row: 0 };
    line = before;
  }
  return undefined;
}

/** A place as it is: its row within its line, and the screen below it full, where there is so much. */
export function settled(log: LogBytes, place: LogPlace, look: LogLook): LogPlace {
  const line = lineAt(log, place.at);
  // Where there is more room, a line has fewer rows than it had.
  const row = line === undefined ? place.row : Math.min(place.row, rowCount(log, line, look) - 1);
  const top = moveBy(log, { ...place, row }, 0, look);
  const last = lastPlace(log, look);
  return last !== undefined && isBefore(last, top) ? last : top;
}

export function isBefore(a: LogPlace, b: LogPlace): boolean {
  return a.at < b.at || (a.at === b.at && a.row < b.row);
}

/** Rows of a line: of what is said before it, and its own. */
function rowCount(log: LogBytes, line: LogLine, { width, wraps, colours }: LogLook): number {
  const notes = noteBefore(log, line) === undefined ? 0 : 1;
  if (line.start === line.end) return notes;
  if (!wraps) return notes + 1;
  return notes + rowsOf(textOf(log, line, colours), width).length;
}

/** Where a place is in no line that is held whole, the one beside it. */
function nearestLine(log: LogBytes, at: number): LogLine | undefined {
  const first = startOfLines(log);
  return at < first ? lineAt(log, first) : lastLine(log);
}
