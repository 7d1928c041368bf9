/** MLflow's message of a run → what `mlflow runs describe` prints: maps in place of lists, floats as Python has them. */
import type { DatasetInput, KeyValue } from './facts.ts';
import { Float, type PythonValue, pythonJson } from './python-json.ts';
import type { MlflowRun } from './run-json.ts';

/** Prints a run, without a final newline. */
export function printRunDictionary({ info, data, inputs, outputs }: MlflowRun): string {
  const dictionary: PythonValue = {
    info: {
      artifact_uri: info.artifact_uri,
      end_time: info.end_time ?? null,
      experiment_id: info.experiment_id,
      lifecycle_stage: info.lifecycle_stage,
      run_id: info.run_id,
      run_name: info.run_name,
      start_time: info.start_time,
      status: info.status,
      user_id: info.user_id,
    },
    data: {
      metrics: recordOf(data.metrics.map(({ key, value }) => [key, new Float(value)])),
      params: recordOf(data.params.map(({ key, value }) => [key, value])),
      tags: recordOf(data.tags.map(({ key, value }) => [key, value])),
    },
    inputs: {
      model_inputs: inputs.model_inputs.map(({ model_id }) => ({ model_id })),
      dataset_inputs: inputs.dataset_inputs.map(datasetInput),
    },
    outputs: { model_outputs: outputs.model_outputs.map(({ model_id, step }) => ({ model_id, step })) },
  };
  return pythonJson(dictionary, 4);
}

function datasetInput({ tags, dataset }: DatasetInput): PythonValue {
  const { digest, name, profile = null, schema = null, source, source_type } = dataset;
  return {
    dataset: { digest, name, profile, schema, source, source_type },
    tags: tags.map(({ key, value }: KeyValue) => ({ key, value })),
  };
}

/** Without a prototype: keys are the users'. */
function recordOf(entries: readonly (readonly [string, PythonValue])[]): { [key: string]: PythonValue } {
  const record: { [key: string]: PythonValue } = Object.create(null);
  for (const [key, value] of entries) record[key] = value;
  return record;
}
