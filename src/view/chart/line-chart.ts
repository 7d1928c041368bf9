/** Curves in the terminal: braille dots between two axes, each line in pieces that know whose they are. */
import { sanitise } from '../sanitise.ts';
import { cut, pad, widthOf } from '../width.ts';
import { Canvas } from './canvas.ts';
import { type Points, seenPoints } from './decimate.ts';
import { printTicks, type Scale, scaleOf } from './scale.ts';

export interface Curve extends Points {
  readonly name: string;
}

export interface ChartOptions {
  /** Cells, with all there is around the curves. */
  readonly width: number;
  readonly height: number;
  readonly title?: string;
  /** What stands below the horizontal axis: `step`, `seconds`. */
  readonly label?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
}

/** A piece of a line: of a curve, by its index, of an axis, or blank. Safe for a terminal. */
export interface Piece {
  readonly text: string;
  readonly of: number | 'axis' | 'title';
}

/** Draws curves. Later ones lie above earlier ones. Nothing is drawn where no curve has a point with a place. */
export function lineChart(curves: readonly Curve[], options: ChartOptions): Piece[][] {
  const head: Piece[][] =
    options.title === undefined ? [] : [[{ text: cut(sanitise(options.title), options.width), of: 'title' }]];
  const spans = spansOf(curves, options);
  if (spans === undefined) return [...head, [{ text: 'no points', of: 'axis' }]];
  const rows = Math.max(1, options.height - head.length - 2);
  const vertical = scaleOf(spans.low, spans.high, { log: options.logY ?? false });
  const labels = tickRows(vertical, rows, options);
  const margin = Math.max(0, ...[...labels.values()].map(widthOf));
  const columns = Math.max(1, options.width - margin - 2);
  const horizontal = scaleOf(spans.left, spans.right, { log: options.logX ?? false });
  const canvas = new Canvas(columns, rows);
  for (const [index, curve] of curves.entries()) draw(canvas, curve, { horizontal, vertical, index });
  const lines = Array.from({ length: rows }, (_, row): Piece[] => {
    const label = labels.get(row);
    const axis = `${pad(label ?? '', margin, 'right')} ${label === undefined ? '│' : '┤'}`;
    return [{ text: axis, of: 'axis' }, ...pieces(canvas.row(row))];
  });
  const { label = '', logX = false } = options;
  return [...head, ...lines, ...foot(horizontal, { margin, columns, label, log: logX })];
}

interface Spans {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

function spansOf(curves: readonly Curve[], { logX = false, logY = false }: ChartOptions): Spans | undefined {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of curves) {
    for (let at = 0; at < x.length; at++) {
      const [one, other] = [x[at] as number, y[at] as number];
      if (!hasPlace(one) || !hasPlace(other)) continue;
      if ((logX && one <= 0) || (logY && other <= 0)) continue;
      if (one < left) left = one;
      if (one > right) right = one;
      if (other < low) low = other;
      if (other > high) high = other;
    }
  }
  return left > right ? undefined : { left, right, low, high };
}

/** Of the very largest numbers not even the distance is one. */
function hasPlace(value: number): boolean {
  return Math.abs(value) < 1e300;
}

/** The labels of the vertical axis by their rows; where two would share a row the first stays. */
function tickRows(scale: Scale, rows: number, { logY = false }: ChartOptions): Map<number, string> {
  const values = scale.ticks(Math.max(2, Math.floor(rows / 3)));
  const texts = printTicks(values, { log: logY });
  const labels = new Map<number, string>();
  for (const [at, value] of values.entries()) {
    const row = Math.floor(dotOf(1 - scale.place(value), rows * 4) / 4);
    if (!labels.has(row)) labels.set(row, texts[at] as string);
  }
  return labels;
}

/** The dot of a place between 0 and 1; NaN stays. */
function dotOf(place: number, dots: number): number {
  return Math.round(place * (dots - 1));
}

interface Frame {
  readonly horizontal: Scale;
  readonly vertical: Scale;
  readonly index: number;
}

function draw(canvas: Canvas, curve: Curve, { horizontal, vertical, index }: Frame): void {
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

function pieces(cells: ReturnType<Canvas['row']>): Piece[] {
  const found: { text: string; of: Piece['of'] }[] = [];
  for (const cell of cells) {
    const of = cell?.layer ?? 'axis';
    const piece = found.at(-1);
    if (piece?.of === of) piece.text += cell?.sign ?? ' ';
    else found.push({ text: cell?.sign ?? ' ', of });
  }
  const last = found.at(-1);
  if (last?.of === 'axis') found.pop();
  return found;
}

interface Foot {
  readonly margin: number;
  readonly columns: number;
  readonly label: string;
  readonly log: boolean;
}

/** The horizontal axis: its line with ticks, their values, and at its end the label, before which a value gives way. */
function foot(scale: Scale, { margin, columns, label, log }: Foot): Piece[][] {
  const values = scale.ticks(Math.max(2, Math.floor(columns / 14)));
  const texts = printTicks(values, { log });
  const shown = cut(sanitise(label), Math.max(0, columns - 8));
  const room = shown === '' ? columns : columns - widthOf(shown) - 1;
  const rule = Array.from({ length: columns }, () => '─');
  const line = Array.from({ length: columns }, () => ' ');
  let free = 0;
  for (const [at, value] of values.entries()) {
    const column = Math.floor(dotOf(scale.place(value), columns * 2) / 2);
    rule[column] = '┬';
    const text = texts[at] as string;
    const start = Math.max(0, Math.min(column - (text.length >> 1), columns - text.length));
    if (start < free || start + text.length > room) continue;
    for (const [offset, sign] of [...text].entries()) line[start + offset] = sign;
    free = start + text.length + 1;
  }
  const numbers = line.join('').trimEnd();
  const below = shown === '' ? numbers : `${pad(numbers, room + 1)}${shown}`;
  const indent = ' '.repeat(margin + 2);
  return [
    [{ text: `${' '.repeat(margin + 1)}└${rule.join('')}`, of: 'axis' }],
    [{ text: `${indent}${below}`, of: 'axis' }],
  ];
}
