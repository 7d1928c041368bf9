/** Where MLflow keeps runs, a file store or a server, as an import reads it: run by run, however many there are. */
import type { Loss } from '../../run/import-report.ts';
import type { RunId } from '../../run/run-id.ts';
import type { MlflowRegistered } from './mlflow-registered.ts';
import type { MlflowExperiment, MlflowRun } from './mlflow-run.ts';

export interface RunStore {
  readonly experiments: readonly FoundExperiment[];
  /** So many runs are read at the same time. */
  readonly ahead: number;
  /** So many runs are stored at once; what was not is read again by an import that goes on. */
  readonly together: number;
  /** Our id of the run that one with these tags is nested in; undefined where the store has none. */
  parentOf(tags: Readonly<Record<string, string>>): Promise<RunId | undefined>;
  /** Registered models, which are asked for when all runs have been. */
  registered(): Iterable<MlflowRegistered> | AsyncIterable<MlflowRegistered>;
  /** What could not be taken, but for what is of one run; each is told once. */
  losses(): Loss[];
}

export interface FoundExperiment {
  readonly experiment: MlflowExperiment;
  /** How many runs it has, where that is known beforehand. */
  readonly count?: number;
  runs(): Iterable<FoundRun> | AsyncIterable<FoundRun>;
}

/** A run that has not been read. */
export interface FoundRun {
  /** What MLflow calls it. */
  readonly id: string;
  /** Our id of it, where it says that it came from here. */
  readonly ours?: RunId;
  read(): Promise<ReadRun>;
}

export interface ReadRun {
  /** Absent where there is nothing of one. */
  readonly run?: MlflowRun;
  readonly losses: readonly Loss[];
  /** Ends what is only there for its artifacts to be read. */
  close?(): Promise<void>;
}
