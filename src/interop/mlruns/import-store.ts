/** A file store of MLflow → runs of ours. */
import { UsageError } from '../../run/errors.ts';
import type { ImportReport, Loss } from '../../run/import-report.ts';
import { type ImportRequest, importRuns } from '../mlflow-runs/import-runs.ts';
import type { FoundExperiment, FoundRun, RunStore } from '../mlflow-runs/run-store.ts';
import { modelsByRun } from './models-by-run.ts';
import { openStore, type Store } from './open-store.ts';
import { openParents } from './parents.ts';
import { readRegistered } from './read-registered.ts';
import { readRun } from './read-run.ts';
import { readStore, type StoredExperiment } from './read-store.ts';

export interface StoreImport extends ImportRequest {
  /** Where the store is; absolute. */
  readonly directory: string;
}

/** Imports it. What cannot be taken is told, and the rest is. Throws UsageError where there is no store, ExperimentNotFoundError. */
export async function importStore(request: StoreImport): Promise<ImportReport> {
  const store = openStore(request.directory);
  const experiments = readStore(store);
  if (experiments.length === 0)
    throw new UsageError(`${request.shown} is no file store of MLflow: no directory in it is an experiment`);
  return importRuns(asRunStore(store, experiments), request);
}

/** Nothing is won by reading several files at once; and they are read again faster than runs are stored one by one. */
const [AHEAD, TOGETHER] = [1, 500];

function asRunStore(store: Store, experiments: readonly StoredExperiment[]): RunStore {
  const parents = openParents(store, experiments);
  const ofNoRun: Loss[] = [];
  return {
    experiments: experiments.map(one => foundIn(store, one, ofNoRun)),
    ahead: AHEAD,
    together: TOGETHER,
    registered: () => readRegistered(store),
    parentOf: async tags => parents.of(tags),
    losses: () => [...ofNoRun.splice(0), ...store.losses()],
  };
}

function foundIn(
  store: Store,
  { experiment, runs, models }: StoredExperiment,
  ofNoRun: Loss[],
): FoundExperiment {
  return {
    experiment,
    count: runs.length,
    *runs(): Generator<FoundRun> {
      const ofRun = modelsByRun(store, experiment, { models, runs });
      ofNoRun.push(...store.losses());
      for (const id of runs)
        yield {
          id,
          async read() {
            const run = readRun(store, { experiment: experiment.path, id, models: ofRun.get(id) ?? [] });
            return { ...(run === undefined ? {} : { run }), losses: store.losses() };
          },
        };
    },
  };
}
