/** What experiments are called on the wire: the one of runs that name none is `Default`, of the id 0, to MLflow. */
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';

const DEFAULT_ID = '0';
const DEFAULT_NAME = 'Default';

/** A tag of an experiment: where its client wanted its artifacts. Nothing is ever put there. */
export const LOCATION_TAG = 'mlflow.artifactLocation';

export function wireName(name: string): string {
  return name === DEFAULT_EXPERIMENT ? DEFAULT_NAME : name;
}

/** The name of ours for one of the wire. */
export function ownName(name: string): string {
  return name === DEFAULT_NAME ? DEFAULT_EXPERIMENT : name;
}

export function wireId({ id, name }: Pick<Experiment, 'id' | 'name'>): string {
  return name === DEFAULT_EXPERIMENT ? DEFAULT_ID : id;
}

export function isDefaultId(id: string): boolean {
  return id === DEFAULT_ID;
}
