/** Which experiments go with runs. */
import type { GitObject, Ref, RefChange, Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { decodeExperiment } from '../store/decode.ts';
import { MOST } from '../store/limits.ts';
import type { LoadedRun } from '../store/load.ts';
import { relation } from './relation.ts';
import { removal, type There } from './there.ts';

export interface ToPlan {
  readonly there: There;
  /** The remote, as it may be shown. */
  readonly shown: string;
  /** The runs that go. */
  readonly runs: readonly LoadedRun[];
  /** Whether all runs may go: then every experiment goes. */
  readonly isAll: boolean;
}

export interface PlannedExperiments {
  readonly changes: readonly RefChange[];
  readonly refused: readonly Refused[];
}

/** Plans them: those of the runs, or all. */
export async function planExperiments(
  repository: Repository,
  experiments: readonly Ref[],
  { there, shown, runs, isAll }: ToPlan,
): Promise<PlannedExperiments> {
  const wanted = new Set(runs.map(({ run }) => `${EXPERIMENTS}${run.experiment.id}`));
  const changes: RefChange[] = [];
  const refused: Refused[] = [];
  for (const { name, oid: to } of experiments) {
    const from = there.ours.get(name);
    if (from === to || (!isAll && !wanted.has(name))) continue;
    if (from === undefined) changes.push({ name, to });
    else {
      const how = await relation(repository, to, from);
      if (how === 'edited') changes.push({ name, from, to });
      if (how !== 'apart') continue;
      if (!(await isExperiment(repository, from)))
        refused.push({
          ref: name,
          why: 'what is there is no experiment',
          remedy: removal(shown, name, there.prefix),
        });
      else if (!(await isEqual(repository, to, from)))
        refused.push({
          ref: name,
          why: 'the experiment was changed there as well',
          remedy: 'git run fetch, then push again',
        });
    }
  }
  return { changes, refused };
}

/** Whether it is one at all, of whatever format. */
async function isExperiment({ objects }: Repository, commit: string): Promise<boolean> {
  const [record] = await objects.heads([`${commit}:experiment.json`]);
  return record !== undefined;
}

/** Two clones that create an experiment of one name have the same one; only the time is another. */
async function isEqual({ objects }: Repository, one: string, other: string): Promise<boolean> {
  const names = [one, other].map(commit => `${commit}:experiment.json`);
  const [ours, theirs] = (await objects.read(names, MOST.experiment)).map(withoutTime);
  return ours !== undefined && ours === theirs;
}

/** Undefined for one that cannot be read. */
function withoutTime(record: GitObject | undefined): string | undefined {
  if (record === undefined) return undefined;
  try {
    const { created: _, ...rest } = decodeExperiment(record.content, record.oid);
    return JSON.stringify(rest);
  } catch (error) {
    if (error instanceof GitRunError) return undefined;
    throw error;
  }
}
