/**
 * A file store of MLflow → runs of ours: each a commit with the id that its MLflow id and its start give it, so that a
 * second import finds what is here. Run by run: however many there are, few of them are held.
 */
import type { Settings } from '../../config/settings.ts';
import type { Identity, Repository } from '../../git/repository.ts';
import { ExperimentNotFoundError, UsageError } from '../../run/errors.ts';
import type { ImportedRun, ImportReport, Loss } from '../../run/import-report.ts';
import { type Adopter, openAdopter } from './adopt-experiments.ts';
import { knownRuns } from './known-runs.ts';
import type { MlflowRun } from './mlflow-run.ts';
import { modelsByRun } from './models-by-run.ts';
import { openStore } from './open-store.ts';
import { packRun } from './pack-run.ts';
import { openParents } from './parents.ts';
import { planRun } from './plan-run.ts';
import { readRun } from './read-run.ts';
import { readStore, type StoredExperiment } from './read-store.ts';
import { openBatch } from './save-batch.ts';
import { openSources } from './sources.ts';
import { whyTooLarge } from './why-too-large.ts';

export interface ImportRequest {
  readonly repository: Repository;
  readonly settings: Pick<Settings, 'largeSize'>;
  readonly author: Identity;
  /** Where the store is; absolute. */
  readonly directory: string;
  /** As it was named. */
  readonly shown: string;
  /** Only these experiments, by their names or MLflow ids; all where there are none. */
  readonly only: readonly string[];
  readonly dryRun: boolean;
  /** ms since 1970. */
  readonly now: number;
  /** So many runs of so many have been looked at. */
  progress(done: number, total: number): void;
}

/** Imports it. What cannot be taken is told, and the rest is. Throws UsageError where there is no store, ExperimentNotFoundError. */
export async function importStore(request: ImportRequest): Promise<ImportReport> {
  const { repository, author, dryRun, shown, now } = request;
  const store = openStore(request.directory);
  const experiments = chosen(readStore(store), request);
  const losses: Loss[] = store.losses();
  const adopter = await openAdopter({ repository, author, dryRun });
  const known = await knownRuns(repository);
  const runs: ImportedRun[] = [];
  const sources = openSources(repository, now);
  const batch = openBatch(repository, author, known.isHere);
  const parents = openParents(store, experiments);
  const who = `${author.name} <${author.email}>`;
  const total = experiments.reduce((sum, { runs }) => sum + runs.length, 0);
  let [done, same, deleted, open] = [0, 0, 0, 0];

  async function take(mlflow: MlflowRun, adopted: Awaited<ReturnType<Adopter['adopt']>>): Promise<void> {
    const { id: experimentId, name } = adopted;
    const told = store.losses();
    losses.push(...told);
    const parent = parents.of(mlflow.tags);
    const planned = planRun(mlflow, {
      experiment: { id: experimentId, name },
      source: dryRun ? NO_SOURCE : await sources.of(mlflow.tags),
      ...(parent === undefined ? {} : { parent }),
      author: who,
      losses: told,
    });
    const { id } = planned.run;
    const why = whyTooLarge(planned);
    if (why !== undefined) return void losses.push({ path: mlflow.path, why });
    if (known.add(id) === 'same') return void same++;
    if (planned.run.outcome.status === 'lost') open++;
    runs.push({ id, name: planned.run.name, foreign: mlflow.id });
    if (dryRun) return;
    const packed = await packRun(repository, planned, mlflow, request.settings);
    losses.push(...packed.losses);
    await batch.add(packed.contents, planned.deletion);
  }

  try {
    for (const { experiment, runs: ids, models } of experiments) {
      const adopted = await adopter.adopt(experiment);
      const ofRun = modelsByRun(store, experiment, { models, runs: ids });
      losses.push(...store.losses());
      for (const id of ids) {
        request.progress(done++, total);
        const state = known.stateOf(id);
        if (state === 'same') same++;
        else if (state === 'deleted') deleted++;
        else {
          const mlflow = readRun(store, { experiment: experiment.path, id, models: ofRun.get(id) ?? [] });
          if (mlflow === undefined) losses.push(...store.losses());
          else await take(mlflow, adopted);
        }
      }
    }
    await batch.flush();
  } finally {
    await batch.close();
    await sources.close();
  }
  return { from: shown, dryRun, experiments: adopter.created, runs, same, deleted, open, losses };
}

function chosen(
  experiments: readonly StoredExperiment[],
  { only, shown }: ImportRequest,
): readonly StoredExperiment[] {
  if (experiments.length === 0)
    throw new UsageError(`${shown} is no file store of MLflow: no directory in it is an experiment`);
  const isCalled = ({ experiment }: StoredExperiment, word: string) =>
    experiment.name === word || experiment.id === word;
  const missing = only.find(word => !experiments.some(one => isCalled(one, word)));
  if (missing !== undefined)
    throw new ExperimentNotFoundError(
      missing,
      experiments.map(({ experiment }) => experiment.name),
    );
  return only.length === 0 ? experiments : experiments.filter(one => only.some(word => isCalled(one, word)));
}

/** Of a run that is not stored. */
const NO_SOURCE = {
  ...{ commit: '', tree: '', unknown: true as const },
  ...{ modified: 0, added: 0, deleted: 0, omitted: [], raw: [], stable: true, unmerged: false },
};
