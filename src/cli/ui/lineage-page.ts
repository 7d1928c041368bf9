/** The relatives of a run as a page: a graph, and in words what each came from. */
import { shortId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { Page } from '../../tui/desk.ts';
import { type AbsentRun, absentParents, printRunGraph } from '../../view/run-graph.ts';
import { sanitise } from '../../view/sanitise.ts';
import { table } from '../../view/table.ts';
import { absentRuns } from '../absent-runs.ts';
import type { Context } from '../context.ts';

/** Prints runs that are related, the newest first. */
export async function lineagePage(
  context: Context,
  rows: readonly RunRow[],
  { width, style }: Page,
): Promise<string> {
  const absent = await absentRuns(context, absentParents(rows));
  const { zone } = context;
  const graph = printRunGraph(rows, absent, { format: 'table', width, style, now: context.now(), zone });
  const relations = relationRows(rows, absent);
  if (relations.length === 0)
    return `${graph}\n${style.dim('Alone: it came from no other run, and none came from it.')}\n`;
  return `${graph}\n${table(COLUMNS, relations, { width, style, header: false })}`;
}

const COLUMNS = [{ title: '' }, { title: '' }, { title: '' }, { title: '', flexible: true }];

/** A line for each step from run to run. */
function relationRows(rows: readonly RunRow[], absent: readonly AbsentRun[]): string[][] {
  const names = new Map([...absent, ...rows].map(({ id, name = '' }) => [id as string, sanitise(name)]));
  return rows.flatMap(({ id, lineage = [] }) =>
    lineage.map(parent => [
      shortId(id),
      parent.relation.replaceAll('-', ' '),
      shortId(parent.id),
      names.get(parent.id) ?? '',
    ]),
  );
}
