/** Experiments of MLflow's → experiments of ours: the one of its id or of its name, where there is one, else a new one. */
import type { Identity, Repository } from '../../git/repository.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import { changeExperiment, createExperiment, listExperiments } from '../../store/experiments.ts';
import type { MlflowExperiment } from './mlflow-run.ts';
import { asName, NOTE } from './plan-run.ts';

/** The tag that keeps the MLflow id of an experiment. */
export const MLFLOW_EXPERIMENT_ID = 'mlflow.experimentId';
/** The tag that keeps a name of MLflow's that can be none here. */
export const MLFLOW_EXPERIMENT_NAME = 'mlflow.experimentName';

export interface Adopter {
  /** The experiment that one of MLflow's is here; it is created unless `dryRun`. */
  adopt(experiment: MlflowExperiment): Promise<Pick<Experiment, 'id' | 'name'>>;
  /** Names of those that were created, or would be. */
  readonly created: readonly string[];
}

export interface AdoptRequest {
  readonly repository: Repository;
  readonly author: Identity;
  readonly dryRun: boolean;
}

/** Opens what is here. */
export async function openAdopter({ repository, author, dryRun }: AdoptRequest): Promise<Adopter> {
  const known = await listExperiments(repository);
  const created: string[] = [];
  return {
    created,
    async adopt(mlflow) {
      const name = ourName(mlflow);
      const there = findAdopted(known, mlflow, name);
      if (there !== undefined) return there;
      created.push(name);
      const { created: now, tags } = mlflow;
      const kept = { ...tags, [MLFLOW_EXPERIMENT_ID]: mlflow.id, ...keptName(mlflow, name) };
      const wanted = { name, description: tags[NOTE] ?? '', tags: kept };
      if (dryRun) return planned(known, wanted, mlflow);
      const write = { repository, author, now };
      let made = await createExperiment(write, wanted);
      if (mlflow.deleted) made = await changeExperiment(write, made, { removed: true });
      known.push(made);
      return made;
    },
  };
}

function planned(
  known: Experiment[],
  wanted: Pick<Experiment, 'name' | 'description' | 'tags'>,
  { deleted, created }: MlflowExperiment,
): Experiment {
  const id = '' as Experiment['id'];
  const experiment = { ...wanted, id, removed: deleted, created: new Date(created).toISOString() };
  known.push(experiment);
  return experiment;
}

/** What an experiment of MLflow's is called here: its first one is called alike in every store. */
export function ourName({ id, name }: Pick<MlflowExperiment, 'id' | 'name'>): string {
  if (id === '0' && name === 'Default') return DEFAULT_EXPERIMENT;
  return asName(name) ?? `mlflow-${id}`;
}

function keptName({ name }: MlflowExperiment, ours: string): Record<string, string> {
  return name === ours || ours === DEFAULT_EXPERIMENT ? {} : { [MLFLOW_EXPERIMENT_NAME]: name };
}

/** By its id, which most stores make at random, however it is called here by now; else by its name. */
function findAdopted(
  known: readonly Experiment[],
  { id, deleted }: MlflowExperiment,
  name: string,
): Experiment | undefined {
  const ofId = id.length < UNIQUE ? undefined : known.find(one => one.tags[MLFLOW_EXPERIMENT_ID] === id);
  if (ofId !== undefined) return ofId;
  const ofName = known.filter(one => one.name === name);
  return (
    ofName.find(one => one.removed === deleted && isSame(one, id)) ??
    (deleted ? undefined : ofName.find(one => !one.removed))
  );
}

/** Ids of a file store are random numbers of 18 digits; other stores count. */
export const UNIQUE = 12;

function isSame({ tags }: Experiment, id: string): boolean {
  return tags[MLFLOW_EXPERIMENT_ID] === id;
}
