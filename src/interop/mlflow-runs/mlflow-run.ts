/** A run of MLflow, as a file store has it in its files: the shape between wherever MLflow keeps runs and ours. */
import type { JsonObject } from '../../run/json.ts';
import type { Int64 } from '../mlflow/wire.ts';

/** A `meta.yaml`: whatever keys it has. */
export type Meta = JsonObject;

/** The history of one metric, in the order it was logged: columns of equal length. */
export interface MetricHistory {
  readonly key: string;
  readonly step: readonly Int64[];
  readonly value: readonly number[];
  /** ms since 1970. */
  readonly timestamp: readonly Int64[];
  /** What each stretch of points was measured on; absent where no point names anything. */
  readonly datasets?: readonly DatasetStretch[];
}

/** So many points that follow each other, the data set that they name, and the logged model. */
export interface DatasetStretch {
  readonly points: number;
  readonly name?: string;
  readonly digest?: string;
  readonly model?: string;
}

export interface MlflowExperiment {
  readonly id: string;
  /** From the top of the store: `0`, `.trash/123`. */
  readonly path: string;
  readonly name: string;
  readonly deleted: boolean;
  /** ms since 1970. */
  readonly created: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** A model that a run has logged, as MLflow 3 keeps it beside the runs. */
export interface MlflowModel {
  readonly meta: Meta;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Lines of its metric files, by metric: they name runs and data sets. */
  readonly metrics: Readonly<Record<string, string>>;
}

/** What joins a run and something else, and the name of its directory. */
export interface Link {
  readonly name: string;
  readonly link: Meta;
}

export interface MlflowRun {
  /** What MLflow calls it. */
  readonly id: string;
  /** From the top of the store. */
  readonly path: string;
  readonly meta: Meta;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly metrics: readonly MetricHistory[];
  /** What it read: links to data sets and models, each with the data set where it is one. */
  readonly inputs: readonly (Link & { readonly dataset?: Meta })[];
  /** Links to models it made. */
  readonly outputs: readonly Link[];
  readonly models: readonly MlflowModel[];
  /** Its artifacts, and those of its models below `models/<id>/`. */
  readonly artifacts: readonly StoredFile[];
}

export interface StoredFile {
  /** Among the artifacts. */
  readonly path: string;
  /** On disk. */
  readonly file: string;
}
