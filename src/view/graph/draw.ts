/** A laid out graph in characters, as Git draws it: `*`, `|`, `/` and `\`. */
import type { Paint, Style } from '../style.ts';
import type { GraphEntry, GraphRow } from './layout.ts';

export interface DrawOptions {
  readonly style: Style;
  /** What stands for a run: `*` for one that is listed. */
  mark(id: string): string;
  /** The lines beside a run, safe and painted; the first stands beside its mark. */
  lines(id: string): readonly string[];
  /** Cells the graph is filled up to, so that what is beside it is aligned; 0 where it need not be. */
  readonly width: number;
}

/** Draws a graph with what is beside it, as lines without their ends. */
export function drawGraph(entries: readonly GraphEntry[], options: DrawOptions): string[] {
  return entries.flatMap(({ id, rows, below }) => {
    const lines = options.lines(id);
    const height = Math.max(rows.length, lines.length);
    return Array.from({ length: height }, (_, at) => {
      const drawn = drawRow(rows[at] ?? below, options);
      const line = lines[at] ?? '';
      if (line === '') return drawn.text;
      return `${drawn.text}${' '.repeat(Math.max(0, options.width - drawn.width))} ${line}`;
    });
  });
}

/** How many cells the widest row takes. */
export function graphWidth(entries: readonly GraphEntry[]): number {
  return Math.max(0, ...entries.flatMap(({ rows }) => rows.map(widthOfRow)));
}

/** A lane is two cells wide: its own, and the one to the next. */
function cellOf(from: number, into: number): number {
  return from + into;
}

function widthOfRow({ node, pieces }: GraphRow): number {
  const cells = pieces.map(({ from, into }) => cellOf(from, into));
  return Math.max(0, ...cells.map(cell => cell + 1), node === undefined ? 0 : 2 * node.lane + 1);
}

function drawRow(row: GraphRow, { style, mark }: DrawOptions): { text: string; width: number } {
  const width = widthOfRow(row);
  const cells: string[] = Array.from({ length: width }, () => ' ');
  const { blue, cyan, green, magenta, red, yellow } = style;
  const paints: readonly Paint[] = [red, green, yellow, blue, magenta, cyan];
  for (const { from, into, colour } of row.pieces) {
    const char = from === into ? '|' : from < into ? '\\' : '/';
    cells[cellOf(from, into)] = (paints[colour % paints.length] as Paint)(char);
  }
  if (row.node !== undefined) cells[2 * row.node.lane] = mark(row.node.id);
  return { text: cells.join(''), width };
}
