/** Which records that are kept one by one go with runs. */
import type { GitObject, Ref, RefChange, Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import { comesFrom } from '../run/registered-model.ts';
import { experimentRef, REGISTRY } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import type { LoadedRun } from '../store/load.ts';
import { MODEL } from '../store/model-kind.ts';
import type { RecordKind } from '../store/record-kind.ts';
import { recordKindOf } from '../store/record-kinds.ts';
import { listRecords } from '../store/records.ts';
import { relation } from './relation.ts';
import { removal, type There } from './there.ts';

export interface ToPlan {
  readonly there: There;
  /** The remote, as it may be shown. */
  readonly shown: string;
  /** The runs that go. */
  readonly runs: readonly LoadedRun[];
  /** Whether all runs may go: then every record goes. */
  readonly isAll: boolean;
}

export interface PlannedRecords {
  readonly changes: readonly RefChange[];
  readonly refused: readonly Refused[];
}

/** Plans them: those that the runs are of, or all. */
export async function planRecords(
  repository: Repository,
  records: readonly Ref[],
  { there, shown, runs, isAll }: ToPlan,
): Promise<PlannedRecords> {
  const wanted = isAll ? new Set() : await namesOf(repository, records, runs);
  const changes: RefChange[] = [];
  const refused: Refused[] = [];
  for (const { name, oid: to } of records) {
    const kind = recordKindOf(name);
    const from = there.ours.get(name);
    if (kind === undefined || from === to || (!isAll && !wanted.has(name))) continue;
    if (from === undefined) changes.push({ name, to });
    else {
      const how = await relation(repository, to, from);
      if (how === 'edited') changes.push({ name, from, to });
      if (how !== 'apart') continue;
      if (!(await isOfKind(repository, kind, from)))
        refused.push({
          ref: name,
          why: `what is there is no ${kind.noun}`,
          remedy: removal(shown, name, there.prefix),
        });
      else if (!(await isEqual(repository, kind, to, from)))
        refused.push({
          ref: name,
          why: `the ${kind.noun} was changed there as well`,
          remedy: 'git run fetch, then push again',
        });
    }
  }
  return { changes, refused };
}

/** What runs are of: their experiments, and registered models that have versions of them. */
async function namesOf(
  repository: Repository,
  records: readonly Ref[],
  runs: readonly LoadedRun[],
): Promise<ReadonlySet<string>> {
  const names = new Set<string>(runs.map(({ run }) => experimentRef(run.experiment.id)));
  if (!records.some(({ name }) => name.startsWith(REGISTRY))) return names;
  for (const { id, versions } of await listRecords(repository, MODEL))
    if (versions.some(version => runs.some(({ run }) => comesFrom(version, run.id))))
      names.add(`${REGISTRY}${id}`);
  return names;
}

/** Whether it is one at all, of whatever format. */
async function isOfKind({ objects }: Repository, { file }: RecordKind, commit: string): Promise<boolean> {
  const [record] = await objects.heads([`${commit}:${file}`]);
  return record !== undefined;
}

/** Two clones that create one of a name have the same one; only the time is another. */
async function isEqual({ objects }: Repository, kind: RecordKind, ...commits: string[]): Promise<boolean> {
  const names = commits.map(commit => `${commit}:${kind.file}`);
  const records = await objects.read(names, kind.most);
  const [ours, theirs] = records.map(record => withoutTime(kind, record));
  return ours !== undefined && ours === theirs;
}

/** Undefined for one that cannot be read. */
function withoutTime(kind: RecordKind, record: GitObject | undefined): string | undefined {
  if (record === undefined) return undefined;
  try {
    const { created: _, updated: __, ...rest } = kind.decode(record.content, record.oid);
    return JSON.stringify(rest);
  } catch (error) {
    if (error instanceof GitRunError) return undefined;
    throw error;
  }
}
