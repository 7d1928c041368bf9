/** A run as lists need it, whichever way it was read. */
import type { Run } from '../run/run.ts';
import { type RunRow, rowOfRun } from '../run/run-row.ts';
import type { LoadedRun } from './load.ts';

/** What experiments are called now, by id: runs hold the name of then. */
export type ExperimentNames = ReadonlyMap<string, string>;

export interface ListedRun extends Omit<RunRow, 'experiment' | 'entry'> {
  readonly commit: string;
  /** As the run calls it. */
  readonly experiment: Run['experiment'];
}

/** Of a run that was loaded. */
export function listedRun(loaded: LoadedRun): ListedRun {
  const { commit, run } = loaded;
  return { ...rowOfRun(loaded, commit), commit, experiment: run.experiment };
}

/** Its row, with the experiment called as it is now. */
export function rowNow(listed: ListedRun, names: ExperimentNames): RunRow {
  const { id, name } = listed.experiment;
  return { ...listed, experiment: names.get(id) ?? name };
}
