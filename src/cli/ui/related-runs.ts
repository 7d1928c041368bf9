/** The runs that a run came from, and those that came from it. */
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { plainRow } from '../../store/index/excerpt.ts';
import { allRows } from '../all-rows.ts';
import type { Context } from '../context.ts';

/** All that are related to a run, however far; the run itself among them. */
export async function related(context: Context, id: RunId): Promise<RunRow[]> {
  const byId = new Map<RunId, RunRow>();
  const children = new Map<RunId, RunId[]>();
  for await (const rows of allRows(context, () => {})) {
    for (const row of rows) {
      byId.set(row.id, row);
      for (const { id: parent } of row.lineage ?? []) {
        const siblings = children.get(parent);
        if (siblings === undefined) children.set(parent, [row.id]);
        else siblings.push(row.id);
      }
    }
  }
  const found = new Set<RunId>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const parents = byId.get(next)?.lineage?.map(lineage => lineage.id) ?? [];
    for (const one of [...parents, ...(children.get(next) ?? [])]) open.push(one);
  }
  const rows = [...found].flatMap(one => byId.get(one) ?? []).map(plainRow);
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1));
}
