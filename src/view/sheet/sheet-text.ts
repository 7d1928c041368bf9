/** A sheet for a terminal, or a pipe. */
import { sanitise } from '../sanitise.ts';
import type { Paint, Style } from '../style.ts';
import { type TableColumn, table } from '../table.ts';
import { pad, widestOf, widthOf } from '../width.ts';
import { type Block, type SheetCell, type Tone, textOf, toneOf } from './sheet.ts';

export interface SheetTextOptions {
  /** Terminal cells; undefined in a pipe, where nothing is cut. */
  readonly width?: number | undefined;
  readonly style: Style;
}

const INDENT = '  ';

/** Nothing is cut in a pipe, but one long text shall not push all others apart. */
const WIDEST = 200;

/** Prints a sheet: what stands below a heading is indented, but for what Git printed. */
export function sheetText(blocks: readonly Block[], options: SheetTextOptions): string {
  const printed = blocks.map((block, index) => {
    const indent = blocks.slice(0, index).some(({ kind }) => kind === 'heading') ? INDENT : '';
    const gap = block.kind === 'heading' && index > 0 ? '\n' : '';
    return gap + printBlock(block, indent, options);
  });
  return printed.join('');
}

function printBlock(block: Block, indent: string, { width, style }: SheetTextOptions): string {
  switch (block.kind) {
    case 'heading': {
      const remark = block.remark === undefined ? '' : `${INDENT}${style.dim(sanitise(block.remark))}`;
      return `${style.bold(sanitise(block.text))}${remark}\n`;
    }
    case 'lines':
      return block.lines.map(line => `${indent}${painted(line, style)}\n`).join('');
    case 'swap':
      return [style.red(`- ${sanitise(block.a)}`), style.green(`+ ${sanitise(block.b)}`)]
        .map(line => `${indent}${line}\n`)
        .join('');
    case 'patch':
      return block.text;
    case 'commands':
      return block.lines.map(line => `${indent}${sanitise(line)}\n`).join('');
    case 'figure':
      return block.text;
    case 'details':
      return `\n${style.bold(sanitise(block.summary))}\n${sheetText(block.blocks, { width, style })}`;
    case 'table':
      return printTable(block, indent, { width: width && width - indent.length, style });
  }
}

/** A row that is wider than the screen is not cut, where two of its texts might look the same: it stands below, a line a cell. */
function printTable(
  { columns, rows, bare = false, isGrid = false }: Extract<Block, { kind: 'table' }>,
  indent: string,
  { width, style }: SheetTextOptions,
): string {
  const isWide = (cells: readonly SheetCell[]) =>
    !bare && !isGrid && rowWidth(cells) > (width ?? WIDEST) && isApart(columns);
  const narrow = rows.filter(cells => !isWide(cells));
  const apart = rows.filter(isWide);
  const cells = narrow.map(row =>
    row.map(cell => ({ text: marked(cell), paint: paintOf(toneOf(cell), style) })),
  );
  const text = narrow.length === 0 ? '' : table(columns, cells, { width, style, header: !bare });
  const lines = text.split('\n').slice(0, -1);
  const below = apart.flatMap(row => rowApart(columns, row, style));
  return [...lines, ...below].map(line => `${indent}${line}\n`).join('');
}

/** Only a table that says of its columns that they may be cut is read row by row. */
function isApart(columns: readonly TableColumn[]): boolean {
  return columns.some(({ flexible }) => flexible);
}

function rowWidth(cells: readonly SheetCell[]): number {
  return cells.reduce((sum, cell) => sum + widthOf(sanitise(marked(cell))) + INDENT.length, -INDENT.length);
}

function rowApart(
  columns: readonly TableColumn[],
  [first = '', ...rest]: readonly SheetCell[],
  style: Style,
): string[] {
  const titles = columns.slice(1).map(({ title }) => sanitise(title));
  const widest = widestOf(titles);
  return [
    painted(first, style),
    ...rest.flatMap((cell, at) =>
      textOf(cell) === ''
        ? []
        : [`${INDENT}${style.dim(pad(titles[at] ?? '', widest))}${INDENT}${painted(cell, style)}`],
    ),
  ];
}

/** Where there are no weights the best is seen all the same, and digits stay below digits. */
function marked(cell: SheetCell): string {
  return toneOf(cell) === 'best' ? `*${textOf(cell)}` : textOf(cell);
}

function painted(cell: SheetCell, style: Style): string {
  return paintOf(toneOf(cell), style)(sanitise(marked(cell)));
}

function paintOf(tone: Tone | undefined, style: Style): Paint {
  switch (tone) {
    case 'good':
    case 'added':
      return style.green;
    case 'bad':
    case 'removed':
      return style.red;
    case 'warn':
      return style.yellow;
    case 'best':
    case 'strong':
      return style.bold;
    case 'dim':
      return style.dim;
    case undefined:
      return text => text;
  }
}
