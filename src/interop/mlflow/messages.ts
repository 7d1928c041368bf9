/** Experiments and logged models, as messages of the protocol. */
import type { Experiment } from '../../run/experiment.ts';
import { modelUri } from './artifact-path.ts';
import { mlflowExperiment } from './experiment-json.ts';
import type { LoggedModel } from './facts.ts';
import { runOfModel } from './model-id.ts';
import type { Point } from './points.ts';
import { metricMessage } from './run-json.ts';
import type { Message } from './wire.ts';

/** A tag of an experiment: where its client wanted its artifacts. Nothing is ever put there. */
export const LOCATION_TAG = 'mlflow.artifactLocation';

export function experimentMessage(experiment: Experiment): Message {
  const { [LOCATION_TAG]: location, ...tags } = experiment.tags;
  const told = mlflowExperiment({ ...experiment, tags });
  return location === undefined ? { ...told } : { ...told, artifact_location: location };
}

/** A logged model with the metrics that are of it. */
export function modelMessage(
  model: LoggedModel,
  experiment: string,
  metrics: readonly { readonly key: string; readonly point: Point }[],
): Message {
  const run = runOfModel(model.id);
  return {
    info: {
      model_id: model.id,
      experiment_id: experiment,
      name: model.name,
      creation_timestamp_ms: model.created,
      last_updated_timestamp_ms: model.updated,
      artifact_uri: modelUri(experiment, model.id),
      status: model.status,
      model_type: model.type,
      source_run_id: run,
      tags: model.tags,
    },
    data: {
      params: model.params,
      metrics: metrics.map(({ key, point }) => metricMessage(key, point, run)),
    },
  };
}
