import { shortId, timeOf } from '../../run/run-id.ts';
import { runRef } from '../../run/run-ref.ts';
import { loadRuns } from '../../store/load.ts';
import { listTips } from '../../store/tips.ts';
import { type Check, type Found, type OpenSetup, ok, problem, warning } from '../check.ts';

/** So many of the newest runs are read: a look must not take long. */
const NEWEST = 1000;
const DAY = 86_400_000;

/** Runs that are not as they should be where they are shared, or listed. */
export const runs: Check<OpenSetup> = {
  name: 'runs',
  async look({ repository, now }) {
    const tips = await listTips(repository);
    if (tips.length === 0) return [ok('none yet')];
    const loaded = await loadRuns(
      repository.objects,
      tips.slice(0, NEWEST).map(({ commit }) => commit),
    );
    const secret = loaded.filter(run => 'run' in run && run.run.secrets.length > 0).length;
    const unreadable = loaded.filter(run => 'error' in run).length;
    const ahead = tips.filter(({ id }) => timeOf(id) > now + DAY);
    const of = tips.length > NEWEST ? `of the newest ${NEWEST} ` : '';
    const found: Found[] = [];
    if (unreadable > 0) found.push(problem(`${of}${unreadable} cannot be read`, 'git run fsck'));
    if (secret > 0) {
      found.push(
        warning(
          `${of}${secret} look as if they hold secrets: Git's own push of refs/runs/* would share them`,
          'git run log, and git run show RUN says where',
        ),
      );
    }
    for (const { id, page } of ahead.slice(0, 3)) {
      found.push(
        warning(
          `${id} is of ${new Date(timeOf(id)).toISOString().slice(0, 10)}, which is to come: a clock was wrong`,
          `${page === undefined ? `git update-ref -d ${runRef(id)}` : `git run rm ${shortId(id)}`}, if it need not be kept`,
        ),
      );
    }
    if (ahead.length > 3) found.push(warning(`and ${ahead.length - 3} more are of days to come`));
    const folded = tips.filter(({ page }) => page !== undefined).length;
    const count = folded === 0 ? `${tips.length}` : `${tips.length}, of which ${folded} are folded`;
    return found.length === 0 ? [ok(count)] : found;
  },
};
