/** What would be deleted on a remote: runs that are named, or those that were deleted here for good. Nothing is changed. */
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { runIdOf, runRef } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { isEditedSince, type Tombstone } from '../run/tombstone.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
import { loadRuns } from '../store/load.ts';
import type { PushPlan, PushRequest } from './plan-push.ts';
import type { PlannedRun } from './plan-run.ts';
import { type Incoming, inQuarantine } from './quarantine.ts';
import { lookThere, type There, unknownThere } from './there.ts';

const NOTHING = { removes: true, same: 0, records: [], last: [], known: [], folded: 0, commits: [] } as const;

/** The runs that are named go there, and stay here. One with edits that are not here does not: they would be lost. */
export async function planDelete(request: PushRequest): Promise<PushPlan> {
  const { repository, sharing, tips, now } = request;
  const ours = tips.map(({ id, commit }) => ({ name: runRef(id) as string, oid: commit }));
  const there = await lookThere(sharing, { names: ours.map(({ name }) => name), published: true });
  // What is not here may be edits that would be lost, or no run at all: only itself can tell.
  const unknown = await unknownThere(repository, ours, there);
  return inQuarantine(repository, sharing, { wanted: unknown.map(name => ({ name })), now }, () =>
    planNamed(request, there),
  );
}

async function planNamed({ repository, tips }: PushRequest, there: There): Promise<PushPlan> {
  const [runs, refused]: [PlannedRun[], Refused[]] = [[], []];
  for (const { id, commit } of tips) {
    const name = runRef(id);
    const from = there.ours.get(name);
    if (from === undefined) refused.push({ ref: name, why: 'it is not there' });
    else if (await isHere(repository, from, commit))
      runs.push({ run: { id, how: 'deleted' }, change: { name, from } });
    else
      refused.push({
        ref: name,
        why: 'it has edits that are not here',
        remedy: 'git run fetch, then delete it again',
      });
  }
  return { ...NOTHING, runs, refused };
}

/** Whether nothing would be lost; what is no commit holds no edits. */
async function isHere({ objects, refs }: Repository, theirs: string, ours: string): Promise<boolean> {
  const [known] = await objects.heads([theirs]);
  return known !== undefined && (await refs.between([ours], [theirs])).length === 0;
}

/** What somebody has deleted for good, and is there still: unless it was edited since. */
export async function planPrune(request: PushRequest): Promise<PushPlan> {
  const { repository, sharing, now } = request;
  const stones = (await listTombstones(repository)).filter(({ kind }) => kind === 'deleted');
  const dead = stones.map(({ id }) => runRef(id) as string);
  const there = dead.length === 0 ? undefined : await lookThere(sharing, { names: dead, published: true });
  const names = dead.filter(name => there?.ours.has(name));
  if (there === undefined || names.length === 0) return { ...NOTHING, runs: [], refused: [] };
  return inQuarantine(
    repository,
    sharing,
    { wanted: names.map(name => ({ name })), now },
    ({ incoming, refused }) =>
      planDead(repository, {
        incoming,
        refused,
        there,
        stones: new Map(stones.map(stone => [stone.id, stone])),
      }),
  );
}

interface Dead {
  readonly incoming: readonly Incoming[];
  readonly refused: readonly Refused[];
  readonly there: There;
  readonly stones: ReadonlyMap<RunId, Tombstone>;
}

async function planDead(
  { objects }: Repository,
  { incoming, refused, there, stones }: Dead,
): Promise<PushPlan> {
  const loaded = await loadRuns(
    objects,
    incoming.map(({ commit }) => commit),
  );
  const runs: PlannedRun[] = [];
  const kept = [...refused];
  for (const [at, one] of loaded.entries()) {
    const { name } = incoming[at] as Incoming;
    const id = runIdOf(name) as RunId;
    if ('error' in one) kept.push({ ref: name, why: one.error.message });
    else if (isEditedSince(one.annotations, stones.get(id) as Tombstone))
      kept.push({
        ref: name,
        name: one.run.name,
        why: 'it was edited since it was deleted',
        remedy: 'git run fetch brings it back',
      });
    else {
      const from = there.ours.get(name) as string;
      runs.push({ run: { id, name: one.run.name, how: 'deleted' }, change: { name, from } });
    }
  }
  return { ...NOTHING, runs, refused: kept };
}
