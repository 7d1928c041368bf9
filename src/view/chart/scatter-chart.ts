/** Points in the terminal: a mark in a cell for each, between two axes. */
import { dotOf, type FrameOptions, frameOf, hasPlace, type Piece, piecesOf, spansOf } from './frame.ts';

export interface Scattered {
  readonly x: number;
  readonly y: number;
  /** The group it is of: groups differ in their marks. */
  readonly of: number;
}

/** Told apart without colour too; several points of one cell are the fullest mark. */
export const MARKS = ['●', '▲', '■', '◆', '○', '△', '□', '◇'] as const;

/** Draws points; later ones lie above earlier ones. What has no place on the axes is left out. */
export function scatterChart(points: readonly Scattered[], options: FrameOptions): Piece[][] {
  const spans = spansOf([{ x: points.map(({ x }) => x), y: points.map(({ y }) => y) }], options);
  if (spans === undefined) return [[{ text: 'no points', of: 'axis' }]];
  const { columns, rows, horizontal, vertical, around } = frameOf(spans, options);
  const cells = Array.from({ length: rows }, () =>
    Array.from({ length: columns }, (): { sign: string; layer: number } | undefined => undefined),
  );
  for (const { x, y, of } of points) {
    if (!hasPlace(x) || !hasPlace(y)) continue;
    const column = dotOf(horizontal.place(x), columns);
    const line = cells[dotOf(1 - vertical.place(y), rows)];
    if (line !== undefined && column >= 0) line[column] = { sign: markOf(of), layer: of };
  }
  return around(cells.map(piecesOf));
}

/** The mark of a group. */
export function markOf(group: number): string {
  return MARKS[group % MARKS.length] as string;
}
