/** Curves in the terminal: braille dots between two axes, each line in pieces that know whose they are. */
import { sanitise } from '../sanitise.ts';
import { cut } from '../width.ts';
import { Canvas } from './canvas.ts';
import { type Points, seenPoints } from './decimate.ts';
import { dotOf, type FrameOptions, frameOf, hasPlace, type Piece, piecesOf, spansOf } from './frame.ts';
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
  const spans = spansOf(curves, options);
  if (spans === undefined) return [...head, [{ text: 'no points', of: 'axis' }]];
  const frame = frameOf(spans, { ...options, height: options.height - head.length });
  const { columns, rows, horizontal, vertical } = frame;
  const canvas = new Canvas(columns, rows);
  for (const [index, curve] of curves.entries()) draw(canvas, curve, { horizontal, vertical, index });
  const lines = Array.from({ length: rows }, (_, row) => piecesOf(canvas.row(row)));
  return [...head, ...frame.around(lines)];
}

interface Place {
  readonly horizontal: Scale;
  readonly vertical: Scale;
  readonly index: number;
}

function draw(canvas: Canvas, curve: Curve, { horizontal, vertical, index }: Place): void {
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
    canvas.line(last ?? [x, y], [x, y], index);
    last = [x, y];
  }
}
