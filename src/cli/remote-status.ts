/** Where runs are: here alone, on a remote too, or there with other edits. */
import type { RunRow } from '../run/run-row.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { Whereabouts } from '../run/sharing.ts';
import { deletedRuns } from '../share/drop-deleted.ts';
import { runsThere } from '../share/runs-there.ts';
import { lookThere } from '../share/there.ts';
import { plainRow } from '../store/index/excerpt.ts';
import { listTips } from '../store/tips.ts';
import { formatCount } from '../view/format.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { openSharing } from './sharing.ts';

/** The rows with where each is, those in progress but for them; says how many are only there. Throws RemoteError. */
export async function withWhereabouts(
  context: Context,
  rows: readonly RunRow[],
  remote: string | undefined,
): Promise<readonly RunRow[]> {
  const { repository, sharing, shown, stages, close } = await openSharing(context, remote);
  try {
    const there = await runsThere(repository, sharing, await lookThere(sharing, {}));
    const theirs = new Map((await listTips(there)).map(tip => [tip.id, tip]));
    const here = new Set((await listTips(repository)).map(({ id }) => id));
    stages.stop();
    const { known = [] } = await context.source();
    const deleted = await deletedRuns(repository);
    const lonely = [...theirs.keys()].filter(id => !here.has(id) && !deleted.has(id)).length;
    if (lonely > 0 && known.length === 0)
      context.say(`git-run: ${formatCount(lonely, 'run')} only on ${sanitise(shown)}: git run fetch`);
    return rows.map(row => {
      const where =
        row.commit === undefined ? undefined : whereIs(row.commit, here.has(row.id), theirs.get(row.id));
      return where === undefined ? row : { ...plainRow(row), where };
    });
  } finally {
    close();
  }
}

function whereIs(commit: string, isHere: boolean, there: RunTip | undefined): Whereabouts | undefined {
  if (!isHere) return there === undefined ? undefined : 'there';
  if (there === undefined) return 'here';
  return there.commit === commit || there.others?.includes(commit) ? 'both' : 'differs';
}
