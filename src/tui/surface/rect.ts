/** A part of the screen, in cells from its upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether a cell lies in it. */
export function holds({ x, y, width, height }: Rect, column: number, row: number): boolean {
  return column >= x && column < x + width && row >= y && row < y + height;
}
