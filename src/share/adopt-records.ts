/** Takes records that a remote has sent: new ones, changed ones, and those that were changed here as well. */
import type { Repository } from '../git/repository.ts';
import { untilWon } from '../git/until-won.ts';
import { GitRunError } from '../run/errors.ts';
import type { Refused } from '../run/sharing.ts';
import { whyNoRecord } from '../store/check-record.ts';
import { mergeRecord } from '../store/merge-record.ts';
import type { RecordKind } from '../store/record-kind.ts';
import type { Incoming } from './quarantine.ts';

export interface AdoptedRecords {
  /** How many are new, or changed. */
  readonly changed: number;
  readonly refused: readonly Refused[];
}

/** Adopts those of a kind, of all that has come, one by one: there are few. */
export async function adoptRecords(
  repository: Repository,
  kind: RecordKind,
  incoming: readonly Incoming[],
): Promise<AdoptedRecords> {
  const refused: Refused[] = [];
  let changed = 0;
  for (const come of incoming.filter(({ name }) => name.startsWith(kind.prefix))) {
    try {
      const why = await whyNoRecord(repository, kind, { name: come.name, oid: come.commit });
      if (why !== undefined) refused.push({ ref: come.name, why });
      else if (await untilWon(() => adopt(repository, kind, come))) changed++;
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      refused.push({ ref: come.name, why: error.message });
    }
  }
  return { changed, refused };
}

/** Whether there was something to take. */
async function adopt(repository: Repository, kind: RecordKind, { name, commit }: Incoming): Promise<boolean> {
  const { refs, objects } = repository;
  const [own] = await refs.list([name]);
  if (own === undefined) await refs.update([{ name, to: commit }]);
  else if (own.oid === commit || (await refs.between([own.oid], [commit])).length === 0) return false;
  else if ((await refs.between([commit], [own.oid])).length === 0)
    await refs.update([{ name, from: own.oid, to: commit }]);
  else await objects.commit([await mergeRecord(repository, kind, name, [own.oid, commit])]);
  return true;
}
