/** An experiment as `mlflow experiments get` prints it. */
import type { MlflowExperiment } from './experiment-json.ts';
import { type PythonValue, pythonJson } from './python-json.ts';

/** Prints a line a field, the last one without its end. */
export function printExperimentTable(experiment: MlflowExperiment): string {
  const { experiment_id, name, artifact_location, lifecycle_stage, tags } = experiment;
  const fields = [
    ['Experiment ID', experiment_id],
    ['Name', name],
    ['Artifact Location', artifact_location],
    ['Lifecycle Stage', lifecycle_stage],
    ['Creation Time', String(experiment.creation_time)],
    ['Last Update Time', String(experiment.last_update_time)],
    ['Tags', tags.map(({ key, value }) => `${key}=${value}`).join(', ')],
  ] as const;
  const widest = Math.max(...fields.map(([field]) => field.length));
  return fields.map(([field, value]) => `${field.padEnd(widest + 2)}: ${value}`).join('\n');
}

/** Prints it for a program. */
export function printExperimentJson(experiment: MlflowExperiment): string {
  const { artifact_location, creation_time, experiment_id } = experiment;
  const { last_update_time, lifecycle_stage, name } = experiment;
  const tags: { [key: string]: PythonValue } = Object.create(null);
  for (const { key, value } of experiment.tags) tags[key] = value;
  const dictionary = {
    ...{ artifact_location, creation_time, effective_trace_archival_retention: null, experiment_id },
    ...{ last_update_time, lifecycle_stage, name, tags, trace_location: null, workspace: 'default' },
  };
  return pythonJson(dictionary, 2);
}
