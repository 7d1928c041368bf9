/** Takes experiments that a remote has sent: new ones, changed ones, and those that were changed here as well. */
import type { Repository } from '../git/repository.ts';
import { untilWon } from '../git/until-won.ts';
import { GitRunError } from '../run/errors.ts';
import type { ExperimentId } from '../run/experiment.ts';
import { EXPERIMENTS } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { whyNoExperiment } from '../store/check-experiment.ts';
import { mergeExperiment } from '../store/merge-experiment.ts';
import type { Incoming } from './quarantine.ts';

export interface AdoptedExperiments {
  /** How many are new, or changed. */
  readonly changed: number;
  readonly refused: readonly Refused[];
}

/** Adopts them one by one: there are few. */
export async function adoptExperiments(
  repository: Repository,
  incoming: readonly Incoming[],
): Promise<AdoptedExperiments> {
  const refused: Refused[] = [];
  let changed = 0;
  for (const come of incoming) {
    try {
      const why = await whyNoExperiment(repository, { name: come.name, oid: come.commit });
      if (why !== undefined) refused.push({ ref: come.name, why });
      else if (await untilWon(() => adopt(repository, come))) changed++;
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      refused.push({ ref: come.name, why: error.message });
    }
  }
  return { changed, refused };
}

/** Whether there was something to take. */
async function adopt(repository: Repository, { name, commit }: Incoming): Promise<boolean> {
  const { refs, objects } = repository;
  const [own] = await refs.list([name]);
  if (own === undefined) await refs.update([{ name, to: commit }]);
  else if (own.oid === commit || (await refs.between([own.oid], [commit])).length === 0) return false;
  else if ((await refs.between([commit], [own.oid])).length === 0)
    await refs.update([{ name, from: own.oid, to: commit }]);
  else {
    const id = name.slice(EXPERIMENTS.length) as ExperimentId;
    await objects.commit([await mergeExperiment(repository, id, [own.oid, commit])]);
  }
  return true;
}
