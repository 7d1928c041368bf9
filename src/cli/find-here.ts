/** Runs of which all has to be here: those that are only known of are brought. */
import { authorOf } from '../record/identity.ts';
import type { RunTip } from '../run/run-tip.ts';
import { RunNotHereError } from '../run/share-errors.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { findEnded } from './find-run.ts';
import type { EndedRun } from './runs.ts';
import { openSharing } from './sharing.ts';

/** As `findEnded`. Throws RemoteError too. */
export async function findHere(context: Context, selector: string): Promise<EndedRun> {
  const found = await findEnded(context, selector);
  const { id } = found.row;
  const isBrought = await bringRuns(context, [{ id, commit: found.loaded.commit }]);
  return isBrought ? findEnded(context, id) : found;
}

/** Fetches those of some runs that are not here, but for the bytes of large artifacts. Tells whether there were any. */
export async function bringRuns(context: Context, tips: readonly RunTip[]): Promise<boolean> {
  const { known = [] } = await context.source();
  if (known.length === 0) return false;
  const repository = await context.repository();
  const missing = async () => {
    const heads = await repository.objects.heads(tips.map(({ commit }) => commit));
    return tips.filter((_, at) => heads[at] === undefined);
  };
  const first = await missing();
  let left = first;
  for (const { remote } of known) {
    if (left.length === 0) break;
    const wanted = new Set(left.map(({ id }) => id));
    const { fetchRuns } = await import('../share/fetch.ts');
    const { sharing, shown, stages, close } = await openSharing(context, remote);
    const who = { author: authorOf(repository.config, context.env), env: context.env, now: context.now() };
    try {
      const wants = (id: RunTip['id']) => wanted.has(id);
      const { runs } = await fetchRuns({ ...{ repository, ...who, sharing, shown, wants }, dryRun: false });
      stages.stop();
      for (const { name, id } of runs)
        context.say(`git-run: brought ${sanitise(name ?? id)} from ${sanitise(shown)}`);
    } finally {
      close();
    }
    left = await missing();
  }
  if (left.length > 0) throw new RunNotHereError(left.map(({ id }) => id));
  return first.length > 0;
}
