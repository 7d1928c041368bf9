/** A registered model of MLflow, as it is brought and given: the shape between wherever MLflow keeps them and ours. */

export interface MlflowRegistered {
  readonly name: string;
  /** From the top of the store: `models/sorter`. */
  readonly path: string;
  /** Our id of it, where it says that it came from here. */
  readonly ours?: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The numbers of the versions that they point to. */
  readonly aliases: Readonly<Record<string, number>>;
  /** In the order of their numbers, of which there are no two alike. */
  readonly versions: readonly MlflowVersion[];
  /** ms since 1970. */
  readonly created: number;
  readonly updated: number;
}

export interface MlflowVersion extends VersionPlace {
  /** From 1. */
  readonly number: number;
  /** Our id of it, where it says that it came from here. */
  readonly ours?: string;
  readonly runLink?: string;
  readonly description: string;
  /** As MLflow has it. */
  readonly stage: string;
  /** Not told any more, and its number is not given again. */
  readonly deleted: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** ms since 1970. */
  readonly created: number;
  readonly updated: number;
}

/** What MLflow says of where a version is. */
export interface VersionPlace {
  readonly source: string;
  /** Where its store has found it to be. */
  readonly stored?: string;
  /** MLflow's id of the run it comes from. */
  readonly run?: string;
  /** MLflow's id of the logged model it is. */
  readonly model?: string;
}
