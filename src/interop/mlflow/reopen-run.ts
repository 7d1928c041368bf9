/** A run whose server was killed, taken up by the next one: its client asks again, and goes on with it. */
import { reopenWrittenRun } from '../../record/written-run.ts';
import type { GoingEntry } from './going-run.ts';
import { readSoFar } from './journal-so-far.ts';
import { OpenRun } from './open-run.ts';
import { OWN_USER_TAG, USER_TAG } from './run-tags.ts';
import type { World } from './world.ts';

/**
 * Opens it as its journal tells it; `experiment` is what its experiment is called now. Undefined where somebody else is
 * quicker.
 */
export async function reopenRun(
  world: World,
  entry: GoingEntry,
  experiment: string,
): Promise<OpenRun | undefined> {
  const { plan } = entry;
  const written = await reopenWrittenRun(world, entry);
  if (written === undefined) return undefined;
  const soFar = await readSoFar(entry.live);
  const user = plan.tags[OWN_USER_TAG] ?? plan.tags[USER_TAG] ?? '';
  const tags = Object.entries(plan.tags).map(([key, value]) => ({ key, value }));
  const asked = { id: plan.id, name: plan.name, experiment, user, started: Date.parse(plan.started), tags };
  const run = new OpenRun(world, written, asked);
  run.resume(soFar);
  return run;
}
