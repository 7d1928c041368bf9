/** Separated values as an aligned table, its titles above. */
import { formatCount } from '../../../view/format.ts';
import type { Style } from '../../../view/style.ts';
import { tableLines } from '../../../view/table.ts';
import type { Preview } from '../../state/preview.ts';
import { boundedLine, cutOf, type PreviewedFile } from './previewed-file.ts';

/** What of a table is shown at most. */
const MOST_ROWS = 2000;
const MOST_COLUMNS = 60;
/** UTF-16 units. */
const LONGEST_CELL = 60;

/** Shows a table; undefined where the file does not look like one. */
export function csvPreview(file: PreviewedFile, { style }: { readonly style: Style }): Preview | undefined {
  const separator = separatorOf(file);
  if (file.text === undefined || separator === undefined) return undefined;
  const records = readRecords(file.text, separator, MOST_ROWS + 2);
  // Its end has not been read: it is the half of one.
  if (file.bytes.length < file.size && records.length > 1 && records.length <= MOST_ROWS + 1) records.pop();
  const columns = records.reduce((most, record) => Math.max(most, record.length), 0);
  const { head, lines, isCut } = printed(records, Math.min(columns, MOST_COLUMNS), style);
  return {
    kind: `${separator === '\t' ? 'TSV' : 'CSV'}, ${formatCount(columns, 'column')}`,
    cut: [
      cutOf(file),
      ...(columns > MOST_COLUMNS ? [`the first ${MOST_COLUMNS} columns`] : []),
      ...(isCut ? [`the first ${MOST_ROWS} rows`] : []),
    ]
      .filter(part => part !== '')
      .join(', '),
    head,
    lines,
    isNumbered: false,
  };
}

/** By the name of the file; of any other text by its lines, that all have as many values, numbers among them. */
function separatorOf({ path, text }: PreviewedFile): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (/\.(?:tsv|tab)$/i.test(path)) return '\t';
  const isCsv = /\.csv$/i.test(path);
  const candidates = [',', ';', '\t', '|'].map(separator => ({
    separator,
    records: readRecords(text, separator, LOOKED_AT + 1).slice(0, LOOKED_AT),
  }));
  const even = candidates.find(({ records }) => isEven(records) && (isCsv || hasNumbers(records)));
  return even?.separator ?? (isCsv ? ',' : undefined);
}

/** Records that tell what separates values. */
const LOOKED_AT = 10;

function isEven(records: readonly (readonly string[])[]): boolean {
  const [first = []] = records;
  return records.length > 1 && first.length > 1 && records.every(record => record.length === first.length);
}

function hasNumbers([, ...rows]: readonly (readonly string[])[]): boolean {
  return rows[0]?.some((_, index) => rows.every(row => isNumber(row[index] ?? ''))) ?? false;
}

function isNumber(text: string): boolean {
  return /^\s*[-+]?(?:\d+(?:[.,]\d*)?|\.\d+)(?:e[-+]?\d+)?\s*%?$|^\s*(?:nan|[-+]?inf(?:inity)?)\s*$/i.test(
    text,
  );
}

/** Reads records, at most so many: https://www.rfc-editor.org/rfc/rfc4180, with any separator. Empty lines are none. */
export function readRecords(text: string, separator: string, most: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const end = () => {
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  };
  for (let at = 0; at <= text.length && records.length < most; ) {
    const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
    record.push(field.value);
    at = field.end;
    const isMore = text[at] === separator;
    if (!isMore) end();
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return records;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function plainField(text: string, at: number, separator: string): Field {
  let end = at;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++;
  const last = text[end] === '\n' && text[end - 1] === '\r' && end > at ? end - 1 : end;
  return { value: text.slice(at, last), end: last };
}

/** Up to the quote that is not doubled; what stands behind it belongs to the value all the same. */
function quotedField(text: string, at: number, separator: string): Field {
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return { value: text.slice(at + 1), end: text.length };
  const rest = plainField(text, close + 1, separator);
  const value = text.slice(at + 1, close).replaceAll('""', '"');
  return { value: value + rest.value, end: rest.end };
}

function printed(records: readonly (readonly string[])[], count: number, style: Style) {
  const [first = []] = records;
  const hasTitles = !first.every(isNumber);
  const all = hasTitles ? records.slice(1) : records;
  const rows = all.slice(0, MOST_ROWS);
  const columns = Array.from({ length: count }, (_, index) => ({
    title: hasTitles ? boundedLine((first[index] ?? '').trim(), LONGEST_CELL) : String(index + 1),
    align: rows.every(row => (row[index] ?? '') === '' || isNumber(row[index] as string))
      ? ('right' as const)
      : ('left' as const),
  }));
  const cells = rows.map(row => row.slice(0, count).map(cell => boundedLine(cell.trim(), LONGEST_CELL)));
  const { head, body } = tableLines(columns, cells, { style });
  return { head, lines: body, isCut: all.length > MOST_ROWS };
}
