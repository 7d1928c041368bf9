/** Experiments: a commit each below `refs/runs/experiments/`, whose tree is one `experiment.json`. */
import type { Readable } from '../git/readable.ts';
import type { Repository } from '../git/repository.ts';
import type { Experiment, ExperimentId } from '../run/experiment.ts';
import { EXPERIMENT } from './experiment-kind.ts';
import {
  changeRecord,
  createRecord,
  findRecord,
  listRecords,
  type RecordWrite,
  recordId,
} from './records.ts';

/** The id of an experiment that is created under a name. */
export function experimentId(name: string): ExperimentId {
  return recordId(name) as ExperimentId;
}

/** All experiments whose records can be read, removed ones too, by name; `git run fsck` names the others. */
export async function listExperiments(from: Readable): Promise<Experiment[]> {
  return listRecords(from, EXPERIMENT);
}

/** The live experiment of a name; undefined where there is none. Throws NewerFormatError where it may be one. */
export async function findExperiment(repository: Repository, name: string): Promise<Experiment | undefined> {
  return findRecord(repository, EXPERIMENT, name);
}

/** Creates an experiment. Throws ExperimentExistsError where a live one has the name. */
export async function createExperiment(
  write: RecordWrite,
  {
    name,
    description = '',
    tags = {},
  }: { name: string; description?: string; tags?: Readonly<Record<string, string>> },
): Promise<Experiment> {
  const created = new Date(write.now).toISOString();
  return createRecord(write, EXPERIMENT, name, id => ({
    ...{ id: id as ExperimentId, name, description, tags, removed: false, created },
  }));
}

/** Changes an experiment. Throws ExperimentExistsError where another live one has the new name. */
export async function changeExperiment(
  write: RecordWrite,
  { id }: Pick<Experiment, 'id'>,
  changes: Partial<Pick<Experiment, 'name' | 'description' | 'tags' | 'removed'>>,
): Promise<Experiment> {
  return changeRecord(write, EXPERIMENT, id, now => ({ ...now, ...changes }));
}
