/** Runs as a table for people. */
import type { RunRow } from '../run/run-row.ts';
import { columnsFor } from './columns.ts';
import type { RunListOptions } from './run-list.ts';
import { type TableLines, tableLines } from './table.ts';

/** The lines of a table of runs; none for no runs. Throws UsageError on an unknown column. */
export function runTable(rows: readonly RunRow[], options: RunListOptions): TableLines {
  const columns = columnsFor(options.columns, rows, options.directions);
  if (rows.length === 0) return { head: [], body: [], foot: [] };
  const cells = rows.map(row =>
    columns.map(column => ({
      text: column.text(row, options),
      paint: column.paint?.(row, options.style) ?? (text => text),
    })),
  );
  return tableLines(columns, cells, options);
}
