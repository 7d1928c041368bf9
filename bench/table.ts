/** The table of results. */

export interface Row {
  readonly what: string;
  readonly base: string;
  readonly measured: string;
  /** Median. */
  readonly ratio: string;
  /** From the least to the most. */
  readonly range: string;
  /** Absent where none was set. */
  readonly budget?: string;
  readonly missed?: boolean;
}

const HEADINGS = ['what', 'measured', 'against', 'budget', 'median', 'range', ''];
const WIDTHS = [44, 9, 38, 8, 9, 13, 0];

export function printHeadings(): string {
  return printCells(HEADINGS);
}

export function printRow({ what, measured, base, budget = '', ratio, range, missed }: Row): string {
  const verdict = missed === undefined ? '' : missed ? 'MISSED' : 'ok';
  return printCells([what, measured, base, budget, ratio, range, verdict]);
}

function printCells(cells: readonly string[]): string {
  return cells
    .map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0))
    .join('  ')
    .trimEnd();
}
