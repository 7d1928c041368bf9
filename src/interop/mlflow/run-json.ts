/**
 * A run → MLflow's message of it, which its server answers and its commands print. What MLflow's client would have
 * noted as tags, and a run lacks, is filled in from what we know: user, script, commit, branch.
 */
import { printParam } from '../../run/param.ts';
import type { Input, RunStatus } from '../../run/run.ts';
import type { RunRow } from '../../run/run-row.ts';
import { experimentNumber } from './experiment-number.ts';
import { scriptOf } from './script-of.ts';

export type MlflowStatus = 'RUNNING' | 'SCHEDULED' | 'FINISHED' | 'FAILED' | 'KILLED';

/** Times are ms since 1970. */
export interface RunInfo {
  readonly run_id: string;
  /** As `run_id`: older clients read it. */
  readonly run_uuid: string;
  readonly run_name: string;
  readonly experiment_id: string;
  readonly user_id: string;
  readonly status: MlflowStatus;
  readonly start_time: number;
  /** Absent while it is going. */
  readonly end_time?: number;
  readonly artifact_uri: string;
  readonly lifecycle_stage: 'active' | 'deleted';
}

/** The latest value of a key. NaN and infinities are numbers here: how they are written is for who writes them. */
export interface Metric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number;
  readonly step: number;
}

/** A param or a tag. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface DatasetInput {
  readonly tags: readonly KeyValue[];
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly source_type: string;
    readonly source: string;
  };
}

export interface MlflowRun {
  readonly info: RunInfo;
  readonly data: {
    readonly metrics: readonly Metric[];
    readonly params: readonly KeyValue[];
    readonly tags: readonly KeyValue[];
  };
  readonly inputs: {
    readonly dataset_inputs: readonly DatasetInput[];
    readonly model_inputs: readonly { readonly model_id: string }[];
  };
  readonly outputs: {
    readonly model_outputs: readonly { readonly model_id: string; readonly step: number }[];
  };
}

/** What a row does not say of its run. */
export interface RunFacts {
  /** The id of its experiment, ours. */
  readonly experimentId: string;
  /** When the last point of each metric was logged, by key, in ms; a key that lacks it has the run's end. */
  readonly times?: ReadonlyMap<string, number>;
  /** What it read beside its source: those with a digest are datasets. */
  readonly inputs?: readonly Input[];
}

/** The message of a run. */
export function mlflowRun(row: RunRow, { experimentId, times, inputs = [] }: RunFacts): MlflowRun {
  const info = runInfo(row, experimentId);
  const known = info.end_time ?? info.start_time;
  return {
    info,
    data: {
      metrics: Object.entries(row.metrics).map(([key, { last, step }]) => {
        return { key, value: last, timestamp: times?.get(key) ?? known, step };
      }),
      params: Object.entries(row.params).map(([key, param]) => ({ key, value: printParam(param) })),
      tags: [...mlflowTags(row)].map(([key, value]) => ({ key, value })),
    },
    inputs: { dataset_inputs: inputs.flatMap(datasetOf), model_inputs: [] },
    outputs: { model_outputs: [] },
  };
}

/** The head of the message. */
export function runInfo(row: RunRow, experimentId: string): RunInfo {
  const number = experimentNumber(experimentId);
  return {
    run_id: row.id,
    run_uuid: row.id,
    run_name: row.name,
    experiment_id: number,
    user_id: row.tags['mlflow.user'] ?? row.author ?? '',
    status: STATUSES[row.status],
    start_time: Date.parse(row.started),
    ...(row.ended !== undefined && { end_time: Date.parse(row.ended) }),
    artifact_uri: `mlflow-artifacts:/${number}/${row.id}/artifacts`,
    lifecycle_stage: row.trashed ? 'deleted' : 'active',
  };
}

/** MLflow has no word for a run whose end nobody saw; the strict filter finds it by the same one. */
const STATUSES: Readonly<Record<RunStatus, MlflowStatus>> = {
  running: 'RUNNING',
  finished: 'FINISHED',
  failed: 'FAILED',
  killed: 'KILLED',
  lost: 'FAILED',
};

/**
 * A run's tags, with MLflow's own among them, in MLflow's order; those the run has itself win, but for its name, which can
 * be changed.
 */
export function mlflowTags(row: RunRow): ReadonlyMap<string, string> {
  const { source, argv, lineage = [], tags } = row;
  const parent = lineage.find(({ relation }) => relation === 'child-of');
  const before = known([
    ['mlflow.user', row.author],
    ['mlflow.source.name', argv && scriptOf(argv)],
    ['mlflow.source.type', argv && 'LOCAL'],
    ['mlflow.source.git.commit', source && (source.head ?? source.commit)],
    ['mlflow.source.git.branch', source?.branch],
    ['mlflow.source.git.dirty', source && String(source.dirty)],
  ]);
  const behind = known([
    ['mlflow.note.content', row.note || undefined],
    ['mlflow.parentRunId', parent?.id],
  ]).filter(([key]) => !Object.hasOwn(tags, key));
  return new Map([...before, ...Object.entries(tags), ...behind, ['mlflow.runName', row.name]]);
}

function known(tags: readonly (readonly [string, string | undefined])[]): (readonly [string, string])[] {
  return tags.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

/** MLflow takes 36 characters of a digest. */
const DIGEST = 36;

function datasetOf({ path, sha256 }: Input): DatasetInput[] {
  if (sha256 === undefined) return [];
  const source = JSON.stringify({ uri: path });
  return [
    { tags: [], dataset: { name: path, digest: sha256.slice(0, DIGEST), source_type: 'local', source } },
  ];
}
