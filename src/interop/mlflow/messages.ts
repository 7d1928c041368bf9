/** What is answered, as messages of the protocol. */
import type { Experiment } from '../../run/experiment.ts';
import { modelUri, runUri } from './artifact-path.ts';
import { mlflowExperiment } from './experiment-json.ts';
import type { KeyValue, LoggedModel } from './facts.ts';
import { runOfModel } from './model-id.ts';
import type { Point } from './points.ts';
import { isOwnTag } from './run-tags.ts';
import type { RunView } from './tracked-run.ts';
import type { Message } from './wire.ts';

/** A tag of an experiment: where its client wanted its artifacts. Nothing is ever put there. */
export const LOCATION_TAG = 'mlflow.artifactLocation';

export function experimentMessage(experiment: Experiment): Message {
  const { [LOCATION_TAG]: location, ...tags } = experiment.tags;
  const told = mlflowExperiment({ ...experiment, tags });
  return location === undefined ? { ...told } : { ...told, artifact_location: location };
}

/** A run whole; `experiment` is the id of its experiment. */
export function runMessage(run: RunView, experiment: string): Message {
  const { facts } = run;
  return {
    info: runInfo(run, experiment),
    data: {
      metrics: [...run.metrics].map(([key, point]) => metricMessage(key, point)),
      params: pairs(run.params),
      tags: pairs([...run.tags].filter(([key]) => !isOwnTag(key))),
    },
    inputs: {
      dataset_inputs: [...facts.datasets.values()],
      model_inputs: [...facts.modelInputs].map(model_id => ({ model_id })),
    },
    outputs: { model_outputs: [...facts.modelOutputs].map(([model_id, step]) => ({ model_id, step })) },
  };
}

export function runInfo(run: RunView, experiment: string): Message {
  return {
    run_id: run.id,
    run_uuid: run.id,
    run_name: run.name,
    experiment_id: experiment,
    user_id: run.user,
    status: run.status,
    start_time: run.started,
    end_time: run.ended,
    artifact_uri: runUri(experiment, run.id),
    lifecycle_stage: stageOf(run.deleted),
  };
}

export function metricMessage(key: string, point: Point, run?: string): Message {
  const { value, timestamp, step, model, dataset } = point;
  return {
    ...{ key, value, timestamp, step },
    model_id: model,
    dataset_name: dataset?.name,
    dataset_digest: dataset?.digest,
    run_id: run,
  };
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

function stageOf(deleted: boolean): string {
  return deleted ? 'deleted' : 'active';
}

function pairs(entries: Iterable<readonly [string, string]>): KeyValue[] {
  return [...entries].map(([key, value]) => ({ key, value }));
}
