/** The runs that others are nested in: their ids need their starts, which only they know. */
import type { RunId } from '../../run/run-id.ts';
import { isMlflowRunId, runIdOfMlflow } from '../mlflow-id.ts';
import { PARENT, startOf } from '../mlflow-runs/plan-run.ts';
import type { Store } from './open-store.ts';
import { readRun } from './read-run.ts';
import type { StoredExperiment } from './read-store.ts';

export interface Parents {
  /** Our id of the run that one with these tags is nested in; undefined where the store has none. */
  of(tags: Readonly<Record<string, string>>): RunId | undefined;
}

/** Opens them. */
export function openParents(store: Store, experiments: readonly StoredExperiment[]): Parents {
  const found = new Map<string, RunId | undefined>();
  let places: ReadonlyMap<string, string> | undefined;
  return {
    of(tags) {
      const id = Object.hasOwn(tags, PARENT) ? (tags[PARENT] as string) : '';
      if (!isMlflowRunId(id)) return undefined;
      if (found.has(id)) return found.get(id);
      places ??= new Map(
        experiments.flatMap(({ experiment, runs }) => runs.map(run => [run, experiment.path] as const)),
      );
      const experiment = places.get(id);
      const parent = experiment === undefined ? undefined : readRun(store, { experiment, id, models: [] });
      // What is wrong with it is told in its own turn.
      store.losses();
      const ours = parent === undefined ? undefined : runIdOfMlflow(id, startOf(parent));
      found.set(id, ours);
      return ours;
    },
  };
}
