/** Where runs are: here alone, on a remote too, or there with other edits. */
import { runIdOf, runRef } from '../run/run-ref.ts';
import type { RunRow } from '../run/run-row.ts';
import { lookThere } from '../share/there.ts';
import { plainRow } from '../store/index/excerpt.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
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
  const { repository, sharing, shown, stages } = await openSharing(context, remote);
  try {
    const { ours } = await lookThere(sharing, {});
    const here = new Set<string>((await listTips(repository)).map(({ id }) => runRef(id)));
    const deleted = new Set<string>((await listTombstones(repository)).map(({ id }) => runRef(id)));
    const isLonely = (name: string) => runIdOf(name) !== undefined && !here.has(name) && !deleted.has(name);
    const lonely = [...ours.keys()].filter(isLonely);
    stages.stop();
    if (lonely.length > 0)
      context.say(`git-run: ${formatCount(lonely.length, 'run')} only on ${sanitise(shown)}: git run fetch`);
    return rows.map(row => {
      if (row.commit === undefined) return row;
      const there = ours.get(runRef(row.id));
      const where = there === undefined ? 'here' : there === row.commit ? 'both' : 'differs';
      return { ...plainRow(row), where };
    });
  } finally {
    stages.stop();
  }
}
