/** A list of runs as text. */
import type { Directions } from '../query/direction.ts';
import type { Json } from '../run/json.ts';
import type { RunRow } from '../run/run-row.ts';
import { allColumns, columnsFor } from './columns.ts';
import { csv } from './csv.ts';
import type { Clock } from './format.ts';
import { latexTable } from './latex.ts';
import { markdownTable } from './markdown.ts';
import { printRunsJson } from './run-json.ts';
import { runLines } from './run-lines.ts';
import { runTable } from './run-table.ts';
import { sanitise } from './sanitise.ts';
import type { Style } from './style.ts';
import type { Template } from './template/template.ts';

export interface RunListOptions extends Clock {
  readonly format: 'table' | 'oneline' | 'template' | 'porcelain' | 'json' | 'csv' | 'md' | 'latex';
  /** Keys such as `metrics.acc`; undefined shows what says most. JSON is always whole. */
  readonly columns?: readonly string[] | undefined;
  /** Of metrics, for `metrics.acc.best`. */
  readonly directions?: Directions | undefined;
  /** What a line of the format `template` says. */
  readonly template?: Template | undefined;
  /** What stands behind each run where it is a line; a line feed where absent. */
  readonly end?: '\n' | '\0';
  /** Terminal cells; undefined where the output is no terminal, and nothing is cut. */
  readonly width?: number | undefined;
  readonly style: Style;
}

/** Prints runs, each line with its newline; nothing for no runs, except what a program expects. Throws UsageError on an unknown column. */
export function printRuns(rows: readonly RunRow[], options: RunListOptions): string {
  switch (options.format) {
    case 'table':
      return printTable(rows, options);
    case 'oneline':
    case 'template':
    case 'porcelain':
      return runLines(rows, options)
        .map(line => line + (options.end ?? '\n'))
        .join('');
    case 'json':
      return printRunsJson(rows);
    case 'csv':
      return printCsv(rows, options);
    case 'md':
    case 'latex':
      return printDocument(rows, options);
  }
}

function printTable(rows: readonly RunRow[], options: RunListOptions): string {
  const { head, body, foot } = runTable(rows, options);
  return [...head, ...body, ...foot].map(line => `${line}\n`).join('');
}

/** What a table shows, whole, for a document. */
function printDocument(rows: readonly RunRow[], options: RunListOptions): string {
  const columns = columnsFor(options.columns, rows, options.directions);
  const cells = rows.map(row => columns.map(column => column.text(row, options)));
  return options.format === 'md' ? markdownTable(columns, cells) : latexTable(columns, cells);
}

function printCsv(rows: readonly RunRow[], options: RunListOptions): string {
  const columns = options.columns ? columnsFor(options.columns, rows, options.directions) : allColumns(rows);
  // A file gets what was recorded, to the byte; a terminal what it can be trusted with.
  const field = (text: string): string => (options.width === undefined ? text : sanitise(text));
  return csv(
    columns.map(({ key }) => field(key)),
    rows.map(row => columns.map(column => field(csvText(column.value(row))))),
  );
}

function csvText(value: Json | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
