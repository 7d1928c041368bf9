/** The frame of a chart in the terminal: a vertical axis, a horizontal one below, and cells between them. */
import { sanitise } from '../sanitise.ts';
import { cut, pad, widthOf } from '../width.ts';
import { printTicks, type Scale, scaleOf } from './scale.ts';

export interface FrameOptions {
  /** Cells, with all there is around the drawing. */
  readonly width: number;
  readonly height: number;
  /** What stands below the horizontal axis: `step`, `seconds`. */
  readonly label?: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** Cells that the values of the vertical axis have at least: charts that stand below each other want the same. */
  readonly margin?: number;
  /** Prints a value of the vertical axis; as short as tells them apart, where absent. */
  printY?(value: number): string;
}

/** A piece of a line: of a curve, by its index, of an axis, or blank. Safe for a terminal. */
export interface Piece {
  readonly text: string;
  readonly of: number | 'axis' | 'title';
}

/** The values that are to have a place. */
export interface Spans {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

export interface Frame {
  /** Cells between the axes. */
  readonly columns: number;
  readonly rows: number;
  readonly horizontal: Scale;
  readonly vertical: Scale;
  /** Puts the axes around as many rows of pieces. */
  around(rows: readonly (readonly Piece[])[]): Piece[][];
}

/** Points whose spans are wanted, in columns of equal length. */
interface Places {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** The spans of all points that have a place; undefined where there is none. */
export function spansOf(
  all: readonly Places[],
  { logX = false, logY = false }: Pick<FrameOptions, 'logX' | 'logY'>,
): Spans | undefined {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of all) {
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

/** Whether a value can be drawn: of the very largest numbers not even the distance is one. */
export function hasPlace(value: number): boolean {
  return Math.abs(value) < 1e300;
}

/** Makes a frame whose axes show the spans. */
export function frameOf(spans: Spans, options: FrameOptions): Frame {
  const { label = '', logX = false, logY = false } = options;
  const rows = Math.max(1, options.height - 2);
  const vertical = scaleOf(spans.low, spans.high, { log: logY });
  const labels = tickRows(vertical, rows, options);
  const margin = Math.max(options.margin ?? 0, ...[...labels.values()].map(widthOf));
  const columns = Math.max(1, options.width - margin - 2);
  const horizontal = scaleOf(spans.left, spans.right, { log: logX });
  return {
    columns,
    rows,
    horizontal,
    vertical,
    around(body) {
      const lines = body.map((pieces, row): Piece[] => {
        const tick = labels.get(row);
        const axis = `${pad(tick ?? '', margin, 'right')} ${tick === undefined ? '│' : '┤'}`;
        return [{ text: axis, of: 'axis' }, ...pieces];
      });
      return [...lines, ...foot(horizontal, { margin, columns, label, log: logX })];
    },
  };
}

/** The dot of a place between 0 and 1; NaN stays. */
export function dotOf(place: number, dots: number): number {
  return Math.round(place * (dots - 1));
}

/** The labels of the vertical axis by their rows; where two would share a row the first stays. */
function tickRows(scale: Scale, rows: number, { logY = false, printY }: FrameOptions): Map<number, string> {
  const values = ticksOf(scale, Math.max(2, Math.floor(rows / 3)), rows);
  const texts = printY === undefined ? printTicks(values, { log: logY }) : values.map(printY);
  const labels = new Map<number, string>();
  for (const [at, value] of values.entries()) {
    const row = Math.floor(dotOf(1 - scale.place(value), rows * 4) / 4);
    if (!labels.has(row)) labels.set(row, texts[at] as string);
  }
  return labels;
}

/** About so many; one alone says nothing, and is made two where there is room. */
function ticksOf(scale: Scale, count: number, most: number): number[] {
  const values = scale.ticks(count);
  return values.length > 1 || count >= most ? values : ticksOf(scale, count * 2, most);
}

interface Foot {
  readonly margin: number;
  readonly columns: number;
  readonly label: string;
  readonly log: boolean;
}

/** The horizontal axis: its line with ticks, their values, and at its end the label, before which a value gives way. */
function foot(scale: Scale, { margin, columns, label, log }: Foot): Piece[][] {
  const values = ticksOf(scale, Math.max(2, Math.floor(columns / 14)), columns / 6);
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

/** Cells → pieces: neighbours of one owner are one piece, and blanks at the end none. */
export function piecesOf(
  cells: readonly ({ readonly sign: string; readonly layer: Piece['of'] } | undefined)[],
): Piece[] {
  const found: { text: string; of: Piece['of'] }[] = [];
  for (const cell of cells) {
    const of = cell?.layer ?? 'axis';
    const piece = found.at(-1);
    if (piece?.of === of) piece.text += cell?.sign ?? ' ';
    else found.push({ text: cell?.sign ?? ' ', of });
  }
  const last = found.at(-1);
  if (last?.of === 'axis') last.text = last.text.trimEnd();
  return last?.text === '' ? found.slice(0, -1) : found;
}
