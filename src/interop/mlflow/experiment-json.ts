/** An experiment → MLflow's message of it. */
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import { experimentId } from '../../store/experiments.ts';
import { experimentNumber } from './experiment-number.ts';
import type { KeyValue } from './facts.ts';

/** Times are ms since 1970. */
export interface MlflowExperiment {
  readonly experiment_id: string;
  readonly name: string;
  readonly artifact_location: string;
  readonly lifecycle_stage: 'active' | 'deleted';
  readonly creation_time: number;
  /** When it was created: later changes are not told. */
  readonly last_update_time: number;
  readonly tags: readonly KeyValue[];
}

/** The message of an experiment. */
export function mlflowExperiment({ id, name, created, removed, tags }: Experiment): MlflowExperiment {
  const number = experimentNumber(id);
  const time = Date.parse(created);
  return {
    experiment_id: number,
    name: nameOf(number, name),
    artifact_location: `mlflow-artifacts:/${number}`,
    lifecycle_stage: removed ? 'deleted' : 'active',
    creation_time: time,
    last_update_time: time,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}

/** What MLflow calls its own default experiment; ours is called so to whoever speaks its words. */
const DEFAULT_NAME = 'Default';

function nameOf(number: string, name: string): string {
  return number === '0' && name === DEFAULT_EXPERIMENT ? DEFAULT_NAME : name;
}

/** The name that is meant by one in MLflow's words. */
export function experimentNameOf(name: string): string {
  return name === DEFAULT_NAME ? DEFAULT_EXPERIMENT : name;
}

/** Some experiments with the default one among them, which MLflow always has and we have from its first run on. */
export function withDefault(experiments: readonly Experiment[]): readonly Experiment[] {
  const id = experimentId(DEFAULT_EXPERIMENT);
  if (experiments.some(experiment => experiment.id === id)) return experiments;
  const created = new Date(0).toISOString();
  return [
    { id, name: DEFAULT_EXPERIMENT, description: '', tags: {}, removed: false, created },
    ...experiments,
  ];
}
