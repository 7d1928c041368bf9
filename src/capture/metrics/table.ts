/** Tables of metrics as Keras, Lightning and Ultralytics write them: a header, then rows with gaps. */

/** One row's numbers by key, and its step where it names one. */
export interface Row {
  readonly values: readonly (readonly [string, number])[];
  readonly step?: number;
}

const STEP_NAMES = ['step', 'epoch', 'iter', 'iteration', 'global_step'];

/** Which of some names is that of the steps: `step` before `epoch`, in any case; undefined where none is. */
export function stepNameOf(names: readonly string[]): string | undefined {
  for (const known of STEP_NAMES) {
    const found = names.find(name => name.toLowerCase() === known);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads a table line by line: the first line is the header (and gives an empty row), undefined is a line that is
 * no row of it. Empty cells, NA and text are gaps; a header that is repeated, as by a resumed job, is passed over.
 */
export function tableReader(usual: string): (line: string) => Row | undefined {
  let header: readonly string[] | undefined;
  let separator = usual;
  let stepColumn = -1;
  return line => {
    if (header === undefined) {
      separator = [usual, ';', '\t'].find(char => line.includes(char)) ?? usual;
      const names = cellsOf(line, separator);
      // Numbers alone are a row: a table with no header names nothing.
      if (names.every(name => numberOf(name) !== undefined)) return undefined;
      header = names;
      stepColumn = names.indexOf(stepNameOf(names) ?? '\0');
      return { values: [] };
    }
    const cells = cellsOf(line, separator);
    return cells.length > header.length ? undefined : rowOf(header, cells, stepColumn);
  };
}

function rowOf(header: readonly string[], cells: readonly string[], stepColumn: number): Row {
  const values: [string, number][] = [];
  for (const [column, cell] of cells.entries()) {
    const value = column === stepColumn ? undefined : numberOf(cell);
    const name = header[column] as string;
    if (value !== undefined && name !== '') values.push([name, value]);
  }
  const step = numberOf(cells[stepColumn] ?? '');
  return step === undefined || !Number.isFinite(step) ? { values } : { values, step };
}

function numberOf(cell: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell)) return Number(cell);
  const [, sign, word] = /^([+-]?)(nan|inf)(?:inity)?$/i.exec(cell) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** RFC 4180 but for line breaks within quotes. Programs pad their columns: blanks around a cell are not part of it. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map(cell => cell.trim());
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < line.length; at++) {
    const char = line[at] as string;
    if (char === '"' && quoted && line[at + 1] === '"') cell += line[++at];
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  return [...cells, cell.trim()];
}
