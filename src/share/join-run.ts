/** Brings together two versions of a run: the one that is here, and one that was sent. */
import type { NewCommit, Ref, RefChange, Repository } from '../git/repository.ts';
import { type PurgeRequest, purge } from '../remove/purge.ts';
import { CorruptRecordError } from '../run/errors.ts';
import { purgedApart, purgedPaths } from '../run/purged-run.ts';
import { RefConflictError } from '../run/repository-errors.ts';
import type { Run } from '../run/run.ts';
import { OtherRunError } from '../run/share-errors.ts';
import type { Adopted } from '../run/sharing.ts';
import { decodeRun } from '../store/decode.ts';
import type { LoadedRun } from '../store/load.ts';
import { carryEdits, mergeEdits } from '../store/merge-edits.ts';
import type { Incoming } from './quarantine.ts';
import { replaces } from './replaces.ts';

/** Who joins; what was purged elsewhere is purged here by them. */
export type Joining = Pick<PurgeRequest, 'repository' | 'author' | 'env' | 'now'>;

export interface ToJoin {
  /** Its commit here. */
  readonly here: string;
  /** Its ref here; absent where it is folded. */
  readonly ref: Ref | undefined;
  readonly incoming: Incoming;
  /** What has come, looked over. */
  readonly theirs: LoadedRun;
}

/**
 * Moves the run's ref to a commit that has both. `same`: what has come is in what is here. Throws RefConflictError where
 * somebody was quicker, MergeError and OtherRunError where they cannot be brought together: nothing is changed then.
 */
export async function joinRun(request: Joining, join: ToJoin): Promise<Adopted | 'same'> {
  const { repository } = request;
  const { refs, objects } = repository;
  const { here, incoming, theirs } = join;
  const { commit } = incoming;
  if ((await refs.between([here], [commit])).length === 0) return 'same';
  if ((await refs.between([commit], [here])).length === 0) {
    await refs.update([moveTo(join, commit)]);
    return 'edited';
  }
  const [own, other] = await objects.read([`${here}:run.json`, `${commit}:run.json`]);
  if (own === undefined || other === undefined)
    throw new CorruptRecordError(`run ${theirs.run.id}`, 'its run.json is missing');
  if (own.oid === other.oid) {
    await objects.commit([await mergeEdits(objects, theirs.run.id, [here, commit])]);
    return 'joined';
  }
  return joinPurged(request, join, {
    ours: decodeRun(own.content, 'run.json'),
    theirs: decodeRun(other.content, 'run.json'),
  });
}

interface Records {
  readonly ours: Run;
  readonly theirs: Run;
}

/** Files were purged from one of them, here or elsewhere. The one without them stays, with the edits of both. */
async function joinPurged(
  request: Joining,
  join: ToJoin,
  { ours, theirs }: Records,
): Promise<Adopted | 'same'> {
  const { repository } = request;
  const { objects, refs } = repository;
  const { here, incoming } = join;
  const { id } = ours;
  if (await replaces(repository, incoming.commit, here)) {
    const how = { onto: incoming.commit, from: here, purged: purgedPaths(theirs) };
    const carried = await carryEdits(objects, id, how);
    const to =
      carried === undefined ? incoming.commit : await make(repository, { ...carried, ref: incoming.held });
    await refs.update([moveTo(join, to)]);
    return 'purged';
  }
  if (!(await replaces(repository, here, incoming.commit))) return purgeToo(request, join, { ours, theirs });
  const how = { onto: here, from: incoming.commit, purged: purgedPaths(ours) };
  const carried = await carryEdits(objects, id, how);
  if (carried === undefined) return 'same';
  await make(repository, carried);
  return 'joined';
}

/** Of both something else was purged: of ours that is purged as well, and then it is the one that stays. */
async function purgeToo(
  request: Joining,
  join: ToJoin,
  { ours, theirs }: Records,
): Promise<Adopted | 'same'> {
  const { refs } = request.repository;
  const { id } = ours;
  const paths = purgedApart(theirs, ours) ?? [];
  if (paths.length === 0) throw new OtherRunError(id);
  await purge({ ...request, runs: [{ id, paths }] });
  const [ref] = await refs.list([join.incoming.name]);
  if (ref === undefined) throw new RefConflictError(join.incoming.name);
  const how = await joinRun(request, { ...join, here: ref.oid, ref });
  return how === 'same' ? 'purged' : how;
}

function moveTo({ ref, incoming }: ToJoin, to: string): RefChange {
  return { name: incoming.name, ...(ref === undefined ? {} : { from: ref.oid }), to };
}

async function make({ objects }: Repository, commit: NewCommit): Promise<string> {
  const [made] = await objects.commit([commit]);
  return made?.commit as string;
}
