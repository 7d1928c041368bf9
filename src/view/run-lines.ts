/** Runs as a line each: for eyes in a hurry, for scripts, and after a template. */
import { lookup } from '../query/lookup.ts';
import { commonMetrics } from '../query/salient.ts';
import { shortId } from '../run/run-id.ts';
import type { RunRow } from '../run/run-row.ts';
import { columnsFor, type RunColumn, statusText } from './columns.ts';
import { type Clock, formatNumber } from './format.ts';
import { porcelainLines } from './porcelain.ts';
import type { RunListOptions } from './run-list.ts';
import { sanitise } from './sanitise.ts';
import { statusStyle } from './style.ts';
import { renderTemplate } from './template/render.ts';

/** The line of each run, without its end; that of a template may hold line feeds. Throws UsageError on an unknown column. */
export function runLines(rows: readonly RunRow[], options: RunListOptions): string[] {
  const { format, template, width } = options;
  const safe = width !== undefined;
  if (template !== undefined) return rows.map(row => renderTemplate(template, row, { ...options, safe }));
  if (format !== 'porcelain') return onelines(rows, options);
  const lines = porcelainLines(rows, options.columns, options.directions);
  return safe ? lines.map(line => sanitise(line, { newlines: true })) : lines;
}

/** `7v8xk2qp swift-otter failed 1 acc=0.9722`. */
function onelines(rows: readonly RunRow[], options: RunListOptions): string[] {
  const { style } = options;
  const keyValues = options.columns
    ? chosen(columnsFor(options.columns, rows, options.directions), options)
    : keyMetrics(rows);
  return rows.map(row =>
    [
      style.yellow(shortId(row.id)),
      sanitise(row.name),
      statusStyle(row.status, style)(sanitise(statusText(row))),
      ...keyValues(row).map(text => sanitise(text)),
    ].join(' '),
  );
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
