/** Runs that others came from and that are not in the list: what has become of them. */
import { listTombstones } from '../store/ledger/tombstones.ts';
import { loadTip } from '../store/list.ts';
import { listTips } from '../store/tips.ts';
import type { AbsentRun } from '../view/run-graph.ts';
import type { Context } from './context.ts';
import { liveRuns } from './runs.ts';

/** Tells of each whether it is only not listed, in the trash, deleted, or was never fetched. */
export async function absentRuns(context: Context, ids: readonly string[]): Promise<AbsentRun[]> {
  if (ids.length === 0) return [];
  const source = await context.source();
  const tips = new Map((await listTips(source)).map(tip => [tip.id as string, tip]));
  const elsewhere = await awayHere(context);
  const told: AbsentRun[] = [];
  for (const id of ids) {
    const tip = tips.get(id);
    if (tip === undefined) {
      told.push({
        id,
        ...(elsewhere.get(id) ?? { why: context.remote ? 'not there' : 'not here', isGone: true }),
      });
    } else if (context.remote !== undefined) {
      // Its name would have to be fetched.
      told.push({ id, why: 'not listed', isGone: false });
    } else {
      const loaded = await loadTip(source, tip).catch(() => undefined);
      const why = loaded === undefined ? 'damaged' : loaded.trashed ? 'in the trash' : 'not listed';
      const name = loaded === undefined ? {} : { name: loaded.run.name };
      told.push({ id, ...name, why, isGone: false });
    }
  }
  return told;
}

/** What is known here of runs without a ref: those that go on, and those that were deleted. */
async function awayHere(context: Context): Promise<Map<string, Omit<AbsentRun, 'id'>>> {
  if (context.remote !== undefined) return new Map();
  const repository = await context.repository();
  const known = new Map<string, Omit<AbsentRun, 'id'>>();
  for (const stone of await listTombstones(repository).catch(() => []))
    if (stone.kind === 'deleted') known.set(stone.id, { why: 'deleted', isGone: true });
  for (const { row } of await liveRuns(context, repository))
    known.set(row.id, { name: row.name, why: 'not listed', isGone: false });
  return known;
}
