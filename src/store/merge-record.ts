/** Joins what clones did to one record apart from each other. Its commits are its history (`replay`). */
import type { NewCommit, Repository } from '../git/repository.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { parseCommit } from './first-commits.ts';
import { MERGER } from './merge-edits.ts';
import type { KeptRecord, RecordKind } from './record-kind.ts';
import { replay, type Step } from './replay.ts';

/** The commit that joins two tips of a record, made of nothing but them. Throws CorruptRecordError. */
export async function mergeRecord(
  repository: Repository,
  kind: RecordKind,
  ref: string,
  tips: readonly [string, string],
): Promise<NewCommit> {
  const [parent, other] = [...tips].sort() as [string, string];
  const history = await historyOf(repository, kind, [parent, other]);
  const record = await replay(kind, history, reader(repository, kind));
  return {
    ref,
    parent,
    merged: [other],
    changes: [{ path: kind.file, mode: '100644', content: kind.encode(record) }],
    author: MERGER,
    time: history.reduce((latest, { time }) => Math.max(latest, time), 0),
    message: 'join changes\n',
  };
}

/** More commits than a record has changes. */
const MOST_COMMITS = 100_000;

async function historyOf(
  { refs, objects }: Repository,
  { noun }: RecordKind,
  tips: readonly string[],
): Promise<Step[]> {
  const commits = await refs.between([], tips);
  if (commits.length > MOST_COMMITS)
    throw new CorruptRecordError(`${noun} ${tips[0]}`, `it has more than ${MOST_COMMITS} commits`);
  const read = await objects.read(commits);
  return commits.map((commit, at) => {
    const facts = parseCommit(read[at]);
    if (facts === undefined)
      throw new CorruptRecordError(`commit ${commit}`, 'it is missing or cannot be read');
    return { commit, parents: facts.parents, time: facts.time };
  });
}

/** Records of a few commits: a parent's is mostly one of those that were read last. All together can be very large. */
const KEPT = 8;

function reader({ objects }: Repository, kind: RecordKind): (commit: string) => Promise<KeptRecord> {
  const kept = new Map<string, KeptRecord>();
  return async commit => {
    const known = kept.get(commit);
    if (known !== undefined) return known;
    const [object] = await objects.read([`${commit}:${kind.file}`], kind.most);
    if (object === undefined) throw new CorruptRecordError(`${kind.noun} ${commit}`, 'it has no record');
    const record = kind.decode(object.content, `${kind.file} of ${commit}`);
    const [oldest] = kept.keys();
    if (kept.size === KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(commit, record);
    return record;
  };
}
