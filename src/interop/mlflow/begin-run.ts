/** A run that a client begins by itself: a run of its own, with a journal of its own. */
import { openWrittenRun } from '../../record/written-run.ts';
import type { RunId } from '../../run/run-id.ts';
import { findTip } from '../../store/tips.ts';
import { type NewRun, OpenRun } from './open-run.ts';
import { NOTE_TAG, OWN_USER_TAG, ownRunName, SOURCE_TAG, USER_TAG } from './run-tags.ts';
import type { World } from './world.ts';

/** Begins a run. Throws the system's error where there is no room for its journal. */
export async function beginRun(world: World, asked: NewRun): Promise<OpenRun> {
  const { repository, settings, env, directory, now } = world;
  const tags = new Map(asked.tags.map(({ key, value }) => [key, value]));
  if (asked.user !== '' && asked.user !== tags.get(USER_TAG)) tags.set(OWN_USER_TAG, asked.user);
  const written = await openWrittenRun({
    ...{ repository, settings, env, directory, now },
    ...sourceOf(world),
    argv: argvOf(tags.get(SOURCE_TAG)),
    id: asked.id,
    name: ownRunName(asked.name, asked.id),
    experiment: asked.experiment,
    started: asked.started,
    tags: Object.fromEntries(tags),
    note: tags.get(NOTE_TAG) ?? '',
    lineage: await lineageOf(world, asked.parent),
  });
  return new OpenRun(world, written, { ...asked, tags: [...tags].map(([key, value]) => ({ key, value })) });
}

function sourceOf({ source }: World) {
  const known = source?.();
  return known === undefined ? {} : { source: known };
}

/** The script, as it would be started again. */
function argvOf(script = ''): string[] {
  if (script === '') return ['mlflow'];
  return script.endsWith('.py') ? ['python', script] : [script];
}

async function lineageOf({ repository }: World, id: RunId | undefined) {
  if (id === undefined) return [];
  const tip = await findTip(repository, id);
  return [{ relation: 'child-of', id, ...(tip === undefined ? {} : { commit: tip.commit }) } as const];
}
