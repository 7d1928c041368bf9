/** What is laid over a drawing: a line from top to bottom, and signs at single places. */
import type { CanvasCell } from './canvas.ts';
import { dotOf, type Frame, type Piece } from './frame.ts';

/** A cell of a drawing, or of what lies over it. */
export interface OverlaidCell {
  readonly sign: string;
  readonly layer: Piece['of'];
}

/** A sign at a place, in cells from the upper left corner. */
export interface Mark {
  readonly column: number;
  readonly row: number;
  readonly sign: string;
  /** Whose it is: the index of a curve. */
  readonly layer: number;
}

/** Lays marks over rows of cells, and a line in a column, which stands behind the curves. */
export function overlay(
  rows: readonly (readonly (CanvasCell | undefined)[])[],
  marks: readonly Mark[],
  line: number | undefined,
): (OverlaidCell | undefined)[][] {
  const cells = rows.map(row => row.slice() as (OverlaidCell | undefined)[]);
  if (line !== undefined) for (const row of cells) if (line < row.length) row[line] ??= LINE;
  for (const { column, row, sign, layer } of marks)
    if (cells[row] !== undefined && column < cells[row].length) cells[row][column] = { sign, layer };
  return cells;
}

const LINE: OverlaidCell = { sign: '│', layer: 'axis' };

/** The cell of a point of a frame; undefined where it has no place, or lies outside. */
export function cellOf(
  { horizontal, vertical, columns, rows }: Frame,
  x: number,
  y: number,
): { readonly column: number; readonly row: number } | undefined {
  const [across, down] = [horizontal.place(x), 1 - vertical.place(y)];
  if (!(across >= 0 && across <= 1 && down >= 0 && down <= 1)) return undefined;
  return { column: dotOf(across, columns * 2) >> 1, row: dotOf(down, rows * 4) >> 2 };
}
