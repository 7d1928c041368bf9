/**
 * The run that a job is recorded as, which a client of the job writes to as if it had begun it: who records the job ends
 * it and stores it, whatever the client says.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ListenedRun } from '../../record/request.ts';
import type { Experiment } from '../../run/experiment.ts';
import { type NewRun, OpenRun } from './open-run.ts';
import type { World } from './world.ts';

export interface HostRun extends Pick<ListenedRun, 'id' | 'path' | 'started'> {
  /** Has it recorded in the experiment that the client has chosen. */
  placeIn(experiment: string): Promise<Pick<Experiment, 'name'>>;
}

/** Hands it to the client that asks first, and nothing to those that come later. Throws the system's error where its journal cannot be written. */
export type TakeHostRun = (asked: Omit<NewRun, 'id'>) => Promise<OpenRun | undefined>;

export function takeHostRun(world: World, host: HostRun): TakeHostRun {
  let isTaken = false;
  return async asked => {
    if (isTaken) return undefined;
    // Before anything is waited for: of threads that begin at once one has it.
    isTaken = true;
    try {
      return await openHostRun(world, host, asked);
    } catch (error) {
      isTaken = false;
      throw error;
    }
  };
}

async function openHostRun(world: World, host: HostRun, asked: Omit<NewRun, 'id'>): Promise<OpenRun> {
  const { id, path, started } = host;
  const { name: experiment } = await host.placeIn(asked.experiment);
  // Of a file that others write as well a line could be torn.
  const events = join(path, `events.${hostname()}.${process.pid}`);
  const written = { id, events, artifacts: join(path, 'artifacts') };
  const run = new OpenRun(world, written, { ...asked, id, experiment, started, tags: [] });
  await run.log({ tags: asked.tags });
  return run;
}
