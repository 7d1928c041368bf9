/** Pages of HTML for people who open the address that a client has printed: what they need from above the endpoint. */
import type { Experiment } from '../../run/experiment.ts';
import type { RunRow } from '../../run/run-row.ts';
import type { TrackedRun } from './tracked-run.ts';

export interface Page {
  readonly html: string;
  /** A content security policy. */
  readonly policy: string;
  /** 200 where absent. */
  readonly status?: number;
}

/** An experiment with its id on the wire. */
export interface ListedExperiment extends Pick<Experiment, 'name' | 'description' | 'removed'> {
  readonly id: string;
}

/** Makes the pages. They lie at `pages/experiments[/<id>[/runs/<run>]]`, and lead to each other by relative addresses. */
export interface Pages {
  /** Of a run with its curves, whether it has ended or is being written. */
  ofRun(run: TrackedRun, experiment: ListedExperiment): Promise<Page>;
  /** Of an experiment: its runs, in no order. */
  ofExperiment(experiment: ListedExperiment, rows: readonly RunRow[]): Promise<Page>;
  ofExperiments(experiments: readonly ListedExperiment[]): Promise<Page>;
}
