/** The runs of this repository that are in progress and not of this server, and those that a server before it has left. */
import { type LiveEntry, listJournals } from '../../record/journals.ts';
import type { RunId } from '../../run/run-id.ts';
import type { Experiments } from './experiments.ts';
import { type GoingEntry, GoingRun } from './going-run.ts';
import { NAME_TAG } from './run-tags.ts';
import type { World } from './world.ts';

/** The runs that others are recording now, or those of some ids. */
export async function goingRuns(
  world: World,
  experiments: Experiments,
  isWanted: (id: RunId) => boolean,
): Promise<GoingRun[]> {
  const entries = (await journals(world, isWanted)).filter(({ standing }) => standing.kind !== 'abandoned');
  return Promise.all(
    entries.map(async entry => {
      const { id, name } = entry.plan.experiment;
      return new GoingRun(entry, await experiments.nameNow(id, name));
    }),
  );
}

/** The journals of runs that clients had begun, whose server was killed before they had ended. */
export async function leftRuns(world: World): Promise<GoingEntry[]> {
  return (await journals(world)).filter(
    ({ plan, standing }) =>
      // With resources somebody has seen its end.
      standing.kind === 'abandoned' && standing.resources === undefined && Object.hasOwn(plan.tags, NAME_TAG),
  );
}

async function journals(
  { repository, env, now }: World,
  isWanted?: (id: RunId) => boolean,
): Promise<GoingEntry[]> {
  return (await listJournals({ repository, env, now: now() }, isWanted)).filter(hasPlan);
}

function hasPlan(entry: LiveEntry): entry is GoingEntry {
  return entry.plan !== undefined;
}
