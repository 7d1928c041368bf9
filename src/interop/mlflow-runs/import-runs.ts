/**
 * Runs of MLflow → runs of ours: each a commit with the id that its MLflow id and its start give it, so that a second
 * import finds what is here. Run by run: however many there are, few of them are held.
 */
import type { Settings } from '../../config/settings.ts';
import type { Identity, Repository } from '../../git/repository.ts';
import { ExperimentNotFoundError } from '../../run/errors.ts';
import type { Experiment } from '../../run/experiment.ts';
import type { ImportedRun, ImportReport, Loss } from '../../run/import-report.ts';
import { openAdopter } from './adopt-experiments.ts';
import { adoptRegistered } from './adopt-registered.ts';
import { openContinuing } from './continue-imported.ts';
import { inOrder } from './in-order.ts';
import { knownRuns } from './known-runs.ts';
import { packRun } from './pack-run.ts';
import { isOpenEnd, planRun } from './plan-run.ts';
import type { FoundExperiment, FoundRun, ReadRun, RunStore } from './run-store.ts';
import { openBatch } from './save-batch.ts';
import { NO_SOURCE, openSources } from './sources.ts';
import { whyTooLarge } from './why-too-large.ts';

export interface ImportRequest {
  readonly repository: Repository;
  readonly settings: Pick<Settings, 'largeSize'>;
  readonly author: Identity;
  /** The store, as it was named, and as it may be shown. */
  readonly shown: string;
  /** Only these experiments, by their names or MLflow ids; all where there are none. */
  readonly only: readonly string[];
  readonly dryRun: boolean;
  /** ms since 1970. */
  readonly now: number;
  /** So many runs have been looked at, of so many where that is known. */
  progress(done: number, total?: number): void;
}

/** Imports them. What cannot be taken is told, and the rest is. Throws ExperimentNotFoundError. */
export async function importRuns(store: RunStore, request: ImportRequest): Promise<ImportReport> {
  const { repository, author, dryRun, shown, now } = request;
  const experiments = chosen(store.experiments, request.only);
  const losses: Loss[] = store.losses();
  const adopter = await openAdopter({ repository, author, dryRun });
  const known = await knownRuns(repository);
  const runs: ImportedRun[] = [];
  const sources = openSources(repository, now);
  const batch = openBatch(repository, { author, isHere: known.isHere, together: store.together });
  const who = `${author.name} <${author.email}>`;
  const total = totalOf(experiments);
  const continuing = openContinuing(request);
  const { runs: continued } = continuing;
  let [done, same, deleted, open] = [0, 0, 0, 0];

  async function look(found: FoundRun): Promise<ReadRun | 'same' | 'deleted'> {
    const state = known.stateOf(found.id, found.ours);
    if (state === 'new') return found.read();
    const goesOn = state === 'same' && found.ours === undefined && (await continuing.has(found.id));
    return goesOn ? found.read() : state;
  }

  async function take(read: ReadRun, experiment: Pick<Experiment, 'id' | 'name'>): Promise<void> {
    losses.push(...read.losses);
    const { run: mlflow } = read;
    if (mlflow === undefined) return;
    const parent = await store.parentOf(mlflow.tags);
    const planned = planRun(mlflow, {
      experiment: { id: experiment.id, name: experiment.name },
      source: dryRun ? NO_SOURCE : await sources.of(mlflow.tags),
      ...(parent === undefined ? {} : { parent }),
      author: who,
      losses: read.losses,
    });
    const { id } = planned.run;
    const why = whyTooLarge(planned);
    if (why !== undefined) return void losses.push({ path: mlflow.path, why });
    if (known.add(id) === 'same') return void ((await continuing.take(planned, mlflow)) || same++);
    if (isOpenEnd(planned.run.outcome)) open++;
    runs.push({ id, name: planned.run.name, foreign: mlflow.id });
    if (dryRun) return;
    const packed = await packRun(repository, planned, mlflow, request.settings);
    losses.push(...packed.losses);
    await batch.add(packed.contents, planned.deletion);
  }

  try {
    for (const found of experiments) {
      const adopted = await adopter.adopt(found.experiment);
      for await (const read of inOrder(found.runs(), store.ahead, look)) {
        request.progress(done++, total);
        if (read === 'same') same++;
        else if (read === 'deleted') deleted++;
        else await take(read, adopted).finally(() => read.close?.());
      }
      losses.push(...store.losses());
    }
    await batch.flush();
  } finally {
    await batch.close();
    await sources.close();
  }
  const isPart = request.only.length > 0;
  const adopted = await adoptRegistered(store.registered(), { ...request, isPart, idOf: known.idOf });
  losses.push(...store.losses(), ...adopted.losses);
  const told = { runs, continued, models: adopted.models, same, deleted, open, losses };
  return { from: shown, dryRun, experiments: adopter.created, ...told };
}

function chosen(
  experiments: readonly FoundExperiment[],
  only: readonly string[],
): readonly FoundExperiment[] {
  const isCalled = ({ experiment }: FoundExperiment, word: string) =>
    experiment.name === word || experiment.id === word;
  const missing = only.find(word => !experiments.some(one => isCalled(one, word)));
  if (missing !== undefined)
    throw new ExperimentNotFoundError(
      missing,
      experiments.map(({ experiment }) => experiment.name),
    );
  return only.length === 0 ? experiments : experiments.filter(one => only.some(word => isCalled(one, word)));
}

function totalOf(experiments: readonly FoundExperiment[]): number | undefined {
  return experiments.reduce<number | undefined>(
    (sum, { count }) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}
