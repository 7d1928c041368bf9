/** Curves in the terminal: braille dots between two axes, each line in pieces that know whose they are. */
import { sanitise } from '../sanitise.ts';
import { cut } from '../width.ts';
import { Canvas, type CanvasCell } from './canvas.ts';
import { clipLine } from './clip-line.ts';
import { type Points, seenPoints } from './decimate.ts';
import {
  dotOf,
  type Frame,
  type FrameOptions,
  frameOf,
  hasPlace,
  type Piece,
  piecesOf,
  type Spans,
  spansOf,
} from './frame.ts';
import type { Scale } from './scale.ts';

export interface Curve extends Points {
  readonly name: string;
}

export interface ChartOptions extends FrameOptions {
  readonly title?: string;
}

/** Draws curves. Later ones lie above earlier ones. Nothing is drawn where no curve has a point with a place. */
export function lineChart(curves: readonly Curve[], options: ChartOptions): Piece[][] {
  const head: Piece[][] =
    options.title === undefined ? [] : [[{ text: cut(sanitise(options.title), options.width), of: 'title' }]];
  const drawing = drawCurves(curves, { ...options, height: options.height - head.length });
  if (drawing === undefined) return [...head, [{ text: 'no points', of: 'axis' }]];
  return [...head, ...drawing.frame.around(drawing.cells.map(piecesOf))];
}

export interface DrawOptions extends FrameOptions {
  /** What is to be seen; all points, where absent. */
  readonly spans?: Spans;
}

/** Curves within their frame, cell by cell: a cell's layer is the index of its curve. */
export interface Drawing {
  readonly frame: Frame;
  readonly cells: readonly (readonly (CanvasCell | undefined)[])[];
}

/** Draws curves as `lineChart` does, for who lays something over them; undefined where there is nothing to draw. */
export function drawCurves(curves: readonly Points[], options: DrawOptions): Drawing | undefined {
  const spans = options.spans ?? spansOf(curves, options);
  if (spans === undefined) return undefined;
  const frame = frameOf(spans, options);
  const { columns, rows, horizontal, vertical } = frame;
  const canvas = new Canvas(columns, rows);
  for (const [index, curve] of curves.entries()) draw(canvas, curve, { horizontal, vertical, index });
  return { frame, cells: Array.from({ length: rows }, (_, row) => canvas.row(row)) };
}

interface Place {
  readonly horizontal: Scale;
  readonly vertical: Scale;
  readonly index: number;
}

function draw(canvas: Canvas, curve: Points, { horizontal, vertical, index }: Place): void {
  const column = (x: number) => (hasPlace(x) ? dotOf(horizontal.place(x), canvas.width) : Number.NaN);
  let last: readonly [number, number] | undefined;
  for (const at of seenPoints(curve, column)) {
    const value = curve.y[at] as number;
    const x = column(curve.x[at] as number);
    const y = dotOf(1 - vertical.place(value), canvas.height);
    if (!hasPlace(value) || !Number.isFinite(x) || !Number.isFinite(y)) {
      last = undefined;
      continue;
    }
    const ends = clipLine(last ?? [x, y], [x, y], canvas);
    if (ends !== undefined) canvas.line(...ends, index);
    last = [x, y];
  }
}
