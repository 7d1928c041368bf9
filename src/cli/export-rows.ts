/** The runs of an export, one after the other, and the columns that hold all they have. */

import { lookup } from '../query/lookup.ts';
import type { RunRow } from '../run/run-row.ts';
import { type ExportColumn, ExportKeys, exportColumns, needKeys } from '../view/export/columns.ts';
import { sanitise } from '../view/sanitise.ts';
import { hasOrder, hearRuns, streamRuns, type Wish } from './choose-runs.ts';
import type { Context } from './context.ts';
import { metricDirections } from './directions.ts';
import { findRun } from './find-run.ts';
import { sayNone } from './say-missing.ts';

/** The runs that words name, or else those that options choose; unless they are to be sorted none is held. */
export async function* exportRows(
  context: Context,
  selectors: readonly string[],
  wish: Wish,
): AsyncGenerator<RunRow> {
  for (const selector of selectors) yield (await findRun(context, selector)).row;
  if (selectors.length > 0) return;
  let isAny = false;
  for await (const row of streamRuns(context, wish)) {
    isAny = true;
    yield row;
  }
  if (!isAny) await sayNone(context, wish);
}

export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<RunRow> | Iterable<RunRow>;
}

/**
 * The runs with their columns. Where these are not named, all runs are read twice, first for their keys alone: the second
 * time those that have come since are left out.
 */
export async function exportTable(
  context: Context,
  selectors: readonly string[],
  wish: Wish,
  names: readonly string[] | undefined,
): Promise<ExportTable> {
  const declared = names === undefined ? {} : await metricDirections(context);
  const keys = new ExportKeys();
  const read = () => exportRows(context, selectors, wish);
  if (!needKeys(names)) {
    const columns = exportColumns(names, keys, declared);
    return { columns, rows: watched(context, read(), columns) };
  }
  if (selectors.length > 0 || hasOrder(wish)) {
    const rows: RunRow[] = [];
    for await (const row of read()) {
      keys.add(row);
      rows.push(row);
    }
    return { columns: exportColumns(names, keys, declared), rows };
  }
  const seen = new Set<string>();
  // What is wrong with a run is said when it would be written.
  await hearRuns({ ...context, say() {} }, wish, row => {
    keys.add(row);
    seen.add(row.id);
  });
  return { columns: exportColumns(names, keys, declared), rows: only(read(), seen) };
}

async function* only(rows: AsyncIterable<RunRow>, seen: ReadonlySet<string>): AsyncGenerator<RunRow> {
  for await (const row of rows) if (seen.has(row.id)) yield row;
}

/** Says of columns at the end that no run has them: one that is misspelt is empty, as if there were nothing. */
async function* watched(
  context: Context,
  rows: AsyncIterable<RunRow>,
  columns: readonly ExportColumn[],
): AsyncGenerator<RunRow> {
  const unseen = new Set(columns.filter(({ key }) => key.kind !== 'attribute'));
  let isAny = false;
  for await (const row of rows) {
    isAny = true;
    for (const column of unseen) if (lookup(row, column.key) !== undefined) unseen.delete(column);
    yield row;
  }
  for (const { title } of isAny ? unseen : []) context.say(`git-run: no run exported has ${sanitise(title)}`);
}
