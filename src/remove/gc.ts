/** Deletes runs that have been in the trash for long enough, and gives back the room that only they took. */
import type { Identity, Repository } from '../git/repository.ts';
import { listJournals } from '../record/journals.ts';
import { planTime } from '../record/live.ts';
import { dropStaleAnchors, removeStoredJournals, sweepRemains } from '../record/sweep.ts';
import type { GcReport } from '../run/removal.ts';
import { runRef } from '../run/run-ref.ts';
import type { Tombstone } from '../run/tombstone.ts';
import { dropRunRefs } from '../store/drop-run-refs.ts';
import { dropIndex } from '../store/index/segments.ts';
import { heldWith } from '../store/ledger/held-with.ts';
import { deleteFromLedger, type LedgerWrite, withdrawDeleted } from '../store/ledger/own-ledger.ts';
import { takeOver } from '../store/ledger/take-over.ts';
import { isTimeToFold } from '../store/ledger/time-to-fold.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
import { listRefTips } from '../store/tips.ts';
import { condemn } from './condemned.ts';
import { type FoldAsked, foldMany } from './fold-runs.ts';
import { forgetDeleted, retireIn } from './forget-folded.ts';
import { joinReleased, releaseCondemned } from './release-condemned.ts';
import { releaseContents } from './release-contents.ts';
import { listTrash, type TrashedRun } from './trash.ts';

export interface GcRequest {
  readonly repository: Repository;
  readonly author: Identity;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
  /** How long a run stays in the trash, in ms. */
  readonly trashAge: number;
  /** Objects that were written in the last so many ms stay: somebody may be about to refer to them. 0: none do. */
  readonly grace: number;
  readonly dryRun: boolean;
  /** When more runs than so many have refs they are folded; 0: never. */
  readonly foldAfter: number;
  /** As of FoldAsked. */
  readonly openRemote?: FoldAsked['openRemote'];
}

/** As long as Git itself spares what nothing refers to (gc.pruneExpire), ms. */
export const GRACE = 14 * 86_400_000;

/**
 * Deletes and reports. Killed at any moment it leaves each run as it was or deleted, and the next one finishes it.
 * Throws RepositoryBusyError, EngineLimitError.
 */
export async function gc(request: GcRequest): Promise<GcReport> {
  return request.repository.space.alone(async () => {
    const trash = await listTrash(request.repository);
    const due = trash.filter(({ since }) => since <= request.now - request.trashAge);
    const waiting = trash.length - due.length;
    if (request.dryRun) return look(request, due, waiting);
    const { repository, author, now } = request;
    await withdrawUndead({ repository, author, now }, trash);
    return collect(request, due, waiting);
  });
}

async function look(request: GcRequest, due: readonly TrashedRun[], waiting: number) {
  const { repository, now, grace } = request;
  const released = new Set<string>();
  const told = (oids: ReadonlySet<string>) => {
    for (const oid of oids) released.add(oid);
  };
  const { keeps, others } = await heldWith(repository, new Set(due.map(({ id }) => id)));
  const without = [...due.map(({ id }) => runRef(id)), ...keeps.map(({ name }) => name)];
  const how = { dryRun: true, without, sparing: others, told };
  const commits = [...commitsOf(due), ...keeps.map(({ oid }) => oid)];
  const { heldBack, ...freed } = [
    await releaseCondemned(repository, 'purged', { dryRun: true }),
    await releaseCondemned(repository, 'deleted', { ...how, ...youngerThan(now, grace) }, commits),
    await releaseContents(repository, { dryRun: true, without: released, before: await quietSince(request) }),
  ].reduce(joinReleased);
  const isTime = await isTimeToFold(repository, request.env, request.foldAfter);
  const folded = isTime ? (await listRefTips(repository)).length - due.length - waiting : 0;
  return { dryRun: true, deleted: due.map(shown), spared: [], waiting, freed, heldBack, folded, swept: 0 };
}

async function collect(request: GcRequest, due: readonly TrashedRun[], waiting: number): Promise<GcReport> {
  const { repository, now, grace } = request;
  await forgetDeleted(request);
  const spared = await deleteRuns(request, due);
  const journals = await removeStoredJournals(request);
  await sweepRemains(request);
  const swept = journals + (await dropStaleAnchors(request));
  await repository.contents.sweep(now - WEEK);
  const { heldBack, ...freed } = [
    await releaseCondemned(repository, 'purged', {}),
    await releaseCondemned(repository, 'deleted', youngerThan(now, grace)),
    await releaseContents(repository, { before: await quietSince(request) }),
  ].reduce(joinReleased);
  // What they were called, and their params, go with them; also those of a gc that was killed before this.
  if (due.length > 0 || freed.objects > 0) await dropIndex(repository.place);
  const deleted = due.filter(({ id }) => !spared.includes(id)).map(shown);
  const many = await foldMany(request);
  return {
    dryRun: false,
    deleted,
    spared,
    waiting: waiting + spared.length,
    freed,
    heldBack,
    ...many,
    swept,
  };
}

/** What they are at, here and where other clones have edited them. */
function commitsOf(due: readonly TrashedRun[]): string[] {
  return due.flatMap(({ commit, others = [] }) => [commit, ...others]);
}

function youngerThan(now: number, grace: number): { readonly before?: number } {
  return grace > 0 ? { before: now - grace } : {};
}

/** A copy that is still being made after so long is nobody's, and nor is what a transfer has brought in part: ms. */
const WEEK = 7 * 86_400_000;

/** No content that was stored before is about to be referred to: all runs in progress have begun since, in ms since 1970. */
async function quietSince(request: GcRequest): Promise<number> {
  const { now, grace } = request;
  const begun = (await listJournals(request)).map(({ live }) => planTime(live).catch(() => now));
  return Math.min(now - grace, ...(await Promise.all(begun)));
}

/** Tombstones first: a run that is gone without one comes back with the next fetch. Returns those that stay. */
async function deleteRuns(request: GcRequest, due: readonly TrashedRun[]) {
  const { repository, author, now } = request;
  const write: LedgerWrite = { repository, author, now };
  if (due.length === 0) return [];
  const who = `${author.name} <${author.email}>`;
  const time = new Date(now).toISOString();
  await condemn(repository.place, 'deleted', commitsOf(due));
  const retire = retireIn(write);
  await takeOver(write, new Set(due.map(({ id }) => id)), retire);
  await deleteFromLedger(
    write,
    due.map(({ id, edits }): Tombstone => ({ id, time, who, kind: 'deleted', edits })),
    retire,
  );
  const spared = await dropRunRefs(repository.refs, due);
  if (spared.length > 0) await withdrawDeleted(write, new Set(spared));
  return spared;
}

/** Whoever restored a run after it had been deleted, or while it was, has the last word. */
async function withdrawUndead(write: LedgerWrite, trash: readonly TrashedRun[]): Promise<void> {
  const deleted = (await listTombstones(write.repository)).filter(({ kind }) => kind === 'deleted');
  if (deleted.length === 0) return;
  const alive = new Set((await listRefTips(write.repository)).map(({ id }) => id));
  for (const { id } of trash) alive.delete(id);
  const ids = deleted.map(({ id }) => id).filter(id => alive.has(id));
  if (ids.length > 0) await withdrawDeleted(write, new Set(ids));
}

function shown({ id, name, since }: TrashedRun): GcReport['deleted'][number] {
  return { id, name, since };
}
