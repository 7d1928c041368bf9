/**
 * Joins what clones did to one record apart from each other. Its commits are its history: each is a change of what its
 * parent says. The joined record is all of them done one after the other, in the order they were made in where one knew
 * of the other, else by time. Commits that join say nothing by themselves, so any clones that join come to one.
 */
import type { NewCommit, Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { commitFacts } from './first-commits.ts';
import { MERGER } from './merge-edits.ts';
import type { KeptRecord, RecordKind } from './record-kind.ts';

/** The commit that joins two tips of a record, made of nothing but them. Throws CorruptRecordError. */
export async function mergeRecord(
  repository: Repository,
  kind: RecordKind,
  ref: string,
  tips: readonly [string, string],
): Promise<NewCommit> {
  const [parent, other] = [...tips].sort() as [string, string];
  const history = await historyOf(repository, kind, [parent, other]);
  return {
    ref,
    parent,
    merged: [other],
    changes: [{ path: kind.file, mode: '100644', content: kind.encode(replay(kind, history)) }],
    author: MERGER,
    time: Math.max(...history.map(({ time }) => time)),
    message: 'join changes\n',
  };
}

/** A commit of a record. */
export interface Version<Kept extends KeptRecord = KeptRecord> {
  readonly commit: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
  readonly record: Kept;
}

/** More commits than a record has changes. */
const MOST_VERSIONS = 10_000;

async function historyOf(
  { refs, objects }: Repository,
  kind: RecordKind,
  tips: readonly string[],
): Promise<Version[]> {
  const commits = await refs.between([], tips);
  if (commits.length > MOST_VERSIONS)
    throw new CorruptRecordError(`${kind.noun} ${tips[0]}`, `it has more than ${MOST_VERSIONS} commits`);
  const versions: Version[] = [];
  for (const commit of commits) {
    // One by one: together they can be very large.
    const [object] = await objects.read([`${commit}:${kind.file}`], kind.most);
    if (object === undefined) throw new CorruptRecordError(`${kind.noun} ${commit}`, 'it has no record');
    const { parents, time } = await commitFacts(objects, commit);
    const record = kind.decode(object.content, `${kind.file} of ${commit}`);
    versions.push({ commit, parents, time, record });
  }
  return versions;
}

/** Does all changes one after the other. Of several beginnings the first counts, and adds what it does not lack. Pure. */
export function replay<Kept extends KeptRecord>(
  kind: Pick<RecordKind<Kept>, 'noun' | 'blank' | 'rebase' | 'settle'>,
  history: readonly Version<Kept>[],
): Kept {
  const known = new Map(history.map(version => [version.commit, version]));
  let state: Kept | undefined;
  for (const { parents, record } of ordered(history)) {
    const [parent, ...more] = parents.map(commit => known.get(commit)?.record);
    if (more.length > 0) continue;
    state = state === undefined ? record : kind.rebase(state, parent ?? kind.blank(record), record);
  }
  if (state === undefined) throw new CorruptRecordError(kind.noun, 'it has no beginning');
  return kind.settle(state);
}

/** Parents before children; of those that are next the older one, then the one of the lesser id. */
function ordered<Kept extends KeptRecord>(history: readonly Version<Kept>[]): Version<Kept>[] {
  const waiting = [...history].sort(
    (one, other) => one.time - other.time || (one.commit < other.commit ? -1 : 1),
  );
  const ids = new Set(history.map(({ commit }) => commit));
  const done = new Set<string>();
  const found: Version<Kept>[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ parents }) =>
      parents.every(parent => done.has(parent) || !ids.has(parent)),
    );
    const [next] = waiting.splice(Math.max(at, 0), 1) as [Version<Kept>];
    done.add(next.commit);
    found.push(next);
  }
  return found;
}
