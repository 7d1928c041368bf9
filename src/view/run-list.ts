/** A list of runs as text. */
import type { Directions } from '../query/direction.ts';
import { lookup } from '../query/lookup.ts';
import { commonMetrics } from '../query/salient.ts';
import type { Json } from '../run/json.ts';
import { shortId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { allColumns, columnsFor, type RunColumn, statusText } from './columns.ts';
import { csv } from './csv.ts';
import { type Clock, formatNumber } from './format.ts';
import { latexTable } from './latex.ts';
import { markdownTable } from './markdown.ts';
import { printRunsJson } from './run-json.ts';
import { sanitise } from './sanitise.ts';
import { type Style, statusStyle } from './style.ts';
import { table } from './table.ts';

export interface RunListOptions extends Clock {
  readonly format: 'table' | 'oneline' | 'json' | 'csv' | 'md' | 'latex';
  /** Keys such as `metrics.acc`; undefined shows what says most. JSON is always whole. */
  readonly columns?: readonly string[] | undefined;
  /** Of metrics, for `metrics.acc.best`. */
  readonly directions?: Directions | undefined;
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
      return printLines(rows, options);
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
  const columns = columnsFor(options.columns, rows, options.directions);
  if (rows.length === 0) return '';
  const cells = rows.map(row =>
    columns.map(column => ({
      text: column.text(row, options),
      paint: column.paint?.(row, options.style) ?? (text => text),
    })),
  );
  return table(columns, cells, options);
}

/** What a table shows, whole, for a document. */
function printDocument(rows: readonly RunRow[], options: RunListOptions): string {
  const columns = columnsFor(options.columns, rows, options.directions);
  const cells = rows.map(row => columns.map(column => column.text(row, options)));
  return options.format === 'md' ? markdownTable(columns, cells) : latexTable(columns, cells);
}

/** `7v8xk2qp swift-otter failed 1 acc=0.9722`. */
function printLines(rows: readonly RunRow[], options: RunListOptions): string {
  const { style } = options;
  const keyValues = options.columns
    ? chosen(columnsFor(options.columns, rows, options.directions), options)
    : keyMetrics(rows);
  const lines = rows.map(row => {
    const status = statusStyle(row.status, style)(sanitise(statusText(row)));
    return [
      style.yellow(shortId(row.id)),
      sanitise(row.name),
      status,
      ...keyValues(row).map(text => sanitise(text)),
    ];
  });
  return lines.map(words => `${words.join(' ')}\n`).join('');
}

function chosen(columns: readonly RunColumn[], clock: Clock): (row: RunRow) => string[] {
  return row =>
    columns
      .map(column => ({ title: column.title, text: column.text(row, clock) }))
      .filter(({ text }) => text !== '')
      .map(({ title, text }) => `${title}=${text}`);
}

function keyMetrics(rows: readonly RunRow[]): (row: RunRow) => string[] {
  const names = commonMetrics(rows, 3);
  return row =>
    names.flatMap(name => {
      const value = lookup(row, { kind: 'metric', name });
      return typeof value === 'number' ? [`${name}=${formatNumber(value)}`] : [];
    });
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
