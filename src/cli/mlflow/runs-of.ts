/** The runs of an experiment as MLflow lists them. */
import { isInView, type ViewType } from '../../interop/mlflow/view-type.ts';
import { compareText } from '../../query/sort.ts';
import type { RunRow } from '../../run/run-row.ts';
import { allRows } from '../all-rows.ts';
import type { Context } from '../context.ts';

/** Those in a view, the newest first. */
export async function runsOf(
  context: Context,
  experiment: string,
  view: ViewType,
): Promise<readonly RunRow[]> {
  const rows: RunRow[] = [];
  for await (const some of allRows(context))
    for (const row of some) if (row.experiment === experiment && isInView(view, row.trashed)) rows.push(row);
  return rows.sort((a, b) => compareText(b.started, a.started) || compareText(a.id, b.id));
}
