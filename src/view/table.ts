/** Rows in aligned columns. On a terminal they fit its width, and never wrap; in a pipe nothing is cut. */
import { formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';
import type { Paint, Style } from './style.ts';
import { cut, widthOf } from './width.ts';

export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** May be cut, with `…`. */
  readonly flexible?: boolean;
  /** May be left out where the room ends; those of a higher number go first, the rightmost of equals. */
  readonly optional?: number;
}

/** Text, of any origin: the table makes it safe. The paint comes on after measuring. */
export type Cell = string | { readonly text: string; readonly paint: Paint };

export interface TableOptions {
  /** Terminal cells; undefined in a pipe. */
  readonly width?: number | undefined;
  readonly style: Style;
  /** Whether the titles stand above; they do by default. */
  readonly header?: boolean;
}

const GAP = 2;
/** A flexible column stays as wide as this while there is another way to make room. */
const NARROWEST = 12;

/** Prints rows as lines, each with its newline. */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions,
): string {
  const { head, body, foot } = tableLines(columns, rows, options);
  return [...head, ...body, ...foot].map(line => `${line}\n`).join('');
}

/** A table in its parts: lines without their ends. */
export interface TableLines {
  /** The titles, where they are shown. */
  readonly head: readonly string[];
  /** One of each row. */
  readonly body: readonly string[];
  /** Which columns had no room, where there are any. */
  readonly foot: readonly string[];
}

/** Lays out a table for something to stand beside it. */
export function tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  { width, style, header = true }: TableOptions,
): TableLines {
  const titles = columns.map(({ title }) => ({ text: sanitise(title), paint: heading(style) }));
  const body = rows.map(row => columns.map((_, index) => safeCell(row[index] ?? '')));
  const lines = header ? [titles, ...body] : body;
  const layout = fit(columns, naturalWidths(columns, lines), width ?? Number.POSITIVE_INFINITY);
  const printed = lines.map(cells => printLine(columns, cells, layout));
  const [head, printedBody] = header ? [printed.slice(0, 1), printed.slice(1)] : [[], printed];
  return { head, body: printedBody, foot: header ? note(titles, layout, width, style) : [] };
}

interface SafeCell {
  readonly text: string;
  readonly paint: Paint;
}

/** A shown column and its width. */
interface Slot {
  readonly index: number;
  readonly width: number;
}

function safeCell(cell: Cell): SafeCell {
  return typeof cell === 'string'
    ? { text: sanitise(cell), paint: text => text }
    : { text: sanitise(cell.text), paint: cell.paint };
}

function heading(style: Style): Paint {
  return text => style.dim(style.underline(text));
}

function naturalWidths(columns: readonly TableColumn[], lines: readonly (readonly SafeCell[])[]): number[] {
  return columns.map((_, index) =>
    lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[index]?.text ?? '')), 0),
  );
}

function fit(columns: readonly TableColumn[], natural: readonly number[], width: number): Slot[] {
  let shown = natural.map((_, index) => index);
  for (;;) {
    const slots = shrink(columns, natural, shown, width);
    const next = total(slots) > width ? leaveOut(columns, shown) : undefined;
    if (next === undefined) return total(slots) > width ? clip(slots, width) : slots;
    shown = next;
  }
}

/** Takes from the widest flexible column, one cell at a time, until the line fits or none can give. */
function shrink(
  columns: readonly TableColumn[],
  natural: readonly number[],
  shown: readonly number[],
  width: number,
): Slot[] {
  const slots = shown.map(index => ({ index, width: natural[index] as number }));
  for (const slot of slots) if (columns[slot.index]?.flexible) slot.width = Math.min(slot.width, width);
  const giving = slots.filter(({ index }) => columns[index]?.flexible);
  while (total(slots) > width) {
    const widest = giving.reduce((most, slot) => (slot.width > most.width ? slot : most), {
      index: -1,
      width: NARROWEST,
    });
    if (widest.index < 0) break;
    widest.width--;
  }
  return slots;
}

function leaveOut(columns: readonly TableColumn[], shown: readonly number[]): number[] | undefined {
  const rank = (index: number): number => columns[index]?.optional ?? 0;
  const last = shown.reduce((worst, index) => (rank(index) >= rank(worst) ? index : worst), shown[0] ?? 0);
  return rank(last) > 0 ? shown.filter(index => index !== last) : undefined;
}

/** The last resort: the line ends where the terminal does. */
function clip(slots: readonly Slot[], width: number): Slot[] {
  let left = width;
  return slots.flatMap(slot => {
    const clipped = { ...slot, width: Math.min(slot.width, left) };
    left -= clipped.width + GAP;
    return clipped.width > 0 ? [clipped] : [];
  });
}

function total(slots: readonly Slot[]): number {
  return slots.reduce((sum, { width }) => sum + width + GAP, slots.length > 0 ? -GAP : 0);
}

function printLine(
  columns: readonly TableColumn[],
  cells: readonly SafeCell[],
  slots: readonly Slot[],
): string {
  let line = '';
  let owed = 0;
  for (const { index, width } of slots) {
    const { text, paint } = cells[index] as SafeCell;
    const shown = cut(text, width);
    const padding = width - widthOf(shown);
    const right = columns[index]?.align === 'right';
    const before = owed + (right ? padding : 0);
    // Spaces are only written before a text, so that no line ends with them.
    if (shown !== '') line += ' '.repeat(before) + paint(shown);
    owed = (shown === '' ? owed + width : right ? 0 : padding) + GAP;
  }
  return line;
}

function note(
  titles: readonly SafeCell[],
  slots: readonly Slot[],
  width: number | undefined,
  style: Style,
): string[] {
  const shown = new Set(slots.map(({ index }) => index));
  const missing = titles.filter((_, index) => !shown.has(index)).map(({ text }) => text);
  if (missing.length === 0 || width === undefined) return [];
  // Columns that speak for themselves have no titles.
  const named = missing.filter(text => text !== '').join(', ');
  const line = `no room for ${formatCount(missing.length, 'column')}${named === '' ? '' : `: ${named}`}`;
  return [style.dim(cut(line, width))];
}
