/** Which experiments go with runs. */
import type { Ref, RefChange, Repository } from '../git/repository.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { decodeExperiment } from '../store/decode.ts';
import { MOST } from '../store/limits.ts';
import type { LoadedRun } from '../store/load.ts';
import { relation } from './relation.ts';
import type { There } from './there.ts';

export interface ToPlan {
  readonly there: There;
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
  { there, runs, isAll }: ToPlan,
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
      else if (how === 'apart' && !(await isEqual(repository, to, from)))
        refused.push({
          ref: name,
          why: 'the experiment was changed there as well',
          remedy: 'git run fetch, then push again',
        });
    }
  }
  return { changes, refused };
}

/** Two clones that create an experiment of one name have the same one; only the time is another. */
async function isEqual({ objects }: Repository, one: string, other: string): Promise<boolean> {
  const names = [one, other].map(commit => `${commit}:experiment.json`);
  const [ours, theirs] = (await objects.read(names, MOST.experiment)).map(record => {
    if (record === undefined) return undefined;
    const { created: _, ...rest } = decodeExperiment(record.content, record.oid);
    return JSON.stringify(rest);
  });
  return ours !== undefined && ours === theirs;
}
