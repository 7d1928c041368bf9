/** A run → MLflow's message of it, which the endpoint answers and commands print. */
import type { Input } from '../../run/run.ts';
import type { RunRow } from '../../run/run-row.ts';
import { runUri } from './artifact-path.ts';
import type { RunStatus } from './enums.ts';
import { experimentNumber } from './experiment-number.ts';
import type { DatasetInput, KeyValue } from './facts.ts';
import type { Point } from './points.ts';
import { factsOfInputs, viewOfRow } from './run-rows.ts';
import { isOwnTag } from './run-tags.ts';
import type { RunView } from './tracked-run.ts';
import type { Int64 } from './wire.ts';

/** Times are ms since 1970. */
export interface RunInfo {
  readonly run_id: string;
  /** As `run_id`: older clients read it. */
  readonly run_uuid: string;
  readonly run_name: string;
  readonly experiment_id: string;
  readonly user_id: string;
  readonly status: RunStatus;
  readonly start_time: Int64;
  /** Undefined while it is going. */
  readonly end_time: Int64 | undefined;
  readonly artifact_uri: string;
  readonly lifecycle_stage: 'active' | 'deleted';
}

/** A point of a metric. NaN and infinities are numbers here: how they are written is for who writes them. */
export interface Metric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: Int64;
  readonly step: Int64;
  readonly model_id: string | undefined;
  readonly dataset_name: string | undefined;
  readonly dataset_digest: string | undefined;
  readonly run_id: string | undefined;
}

export interface MlflowRun {
  readonly info: RunInfo;
  readonly data: {
    /** The latest point of each. */
    readonly metrics: readonly Metric[];
    readonly params: readonly KeyValue[];
    readonly tags: readonly KeyValue[];
  };
  readonly inputs: {
    readonly dataset_inputs: readonly DatasetInput[];
    readonly model_inputs: readonly { readonly model_id: string }[];
  };
  readonly outputs: {
    readonly model_outputs: readonly { readonly model_id: string; readonly step: Int64 }[];
  };
}

/** The message of a run; `experiment` is the id of its experiment on the wire. */
export function runMessage(run: RunView, experiment: string): MlflowRun {
  const { facts } = run;
  return {
    info: runInfo(run, experiment),
    data: {
      metrics: [...run.metrics].map(([key, point]) => metricMessage(key, point)),
      params: pairs(run.params),
      tags: pairs(run.tags).filter(({ key }) => !isOwnTag(key)),
    },
    inputs: {
      dataset_inputs: [...facts.datasets.values()],
      model_inputs: [...facts.modelInputs].map(model_id => ({ model_id })),
    },
    outputs: { model_outputs: [...facts.modelOutputs].map(([model_id, step]) => ({ model_id, step })) },
  };
}

/** The head of the message. */
export function runInfo(run: RunView, experiment: string): RunInfo {
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
    lifecycle_stage: run.deleted ? 'deleted' : 'active',
  };
}

/** The message of a point; `run` where it is to say whose it is. */
export function metricMessage(key: string, point: Point, run?: string): Metric {
  const { value, timestamp, step, model, dataset } = point;
  return {
    ...{ key, value, timestamp, step },
    model_id: model,
    dataset_name: dataset?.name,
    dataset_digest: dataset?.digest,
    run_id: run,
  };
}

function pairs(entries: Iterable<readonly [string, string]>): KeyValue[] {
  return [...entries].map(([key, value]) => ({ key, value }));
}

/** What a row does not say of its run. */
export interface BesideRow {
  /** The id of its experiment, ours. */
  readonly experimentId: string;
  /** What it read beside its source: those with a digest are data sets. */
  readonly inputs?: readonly Input[];
}

/** The message of a run that lists know. */
export function mlflowRun(row: RunRow, { experimentId, inputs = [] }: BesideRow): MlflowRun {
  return runMessage(viewOfRow(row, { facts: factsOfInputs(inputs) }), experimentNumber(experimentId));
}
