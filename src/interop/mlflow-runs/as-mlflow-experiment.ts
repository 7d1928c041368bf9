/** An experiment of ours → an experiment of MLflow's, as it is given to a store. Pure. */
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import { MLFLOW_EXPERIMENT_ID, MLFLOW_EXPERIMENT_NAME, ourName } from './adopt-experiments.ts';
import type { MlflowExperiment } from './mlflow-run.ts';
import { NOTE } from './plan-run.ts';

/** Makes it; `id` is what the store calls it. It is called as MLflow had it, unless it has been renamed here. */
export function asMlflowExperiment(
  { name, description, tags, removed, created }: Experiment,
  id: string,
): Omit<MlflowExperiment, 'path'> {
  const { [MLFLOW_EXPERIMENT_ID]: _id, [MLFLOW_EXPERIMENT_NAME]: before, ...own } = tags;
  const kept = before ?? (id === '0' && name === DEFAULT_EXPERIMENT ? 'Default' : name);
  return {
    id,
    name: ourName({ id, name: kept }) === name ? kept : name,
    deleted: removed,
    created: Date.parse(created),
    tags: { ...own, ...(description === '' ? {} : { [NOTE]: description }) },
  };
}

/** An experiment of which all but its name is lost. */
export function unrecorded(id: string, name: string): Experiment {
  const created = new Date(0).toISOString();
  return { id: id as Experiment['id'], name, description: '', tags: {}, removed: false, created };
}
