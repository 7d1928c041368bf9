/**
 * Removes files from runs for good. First the new commits, then a tombstone, then the run's ref, by compare-and-swap, then
 * the objects: whenever it is killed, the run is as before or purged, and the same command finishes what was begun.
 */
import { existsSync } from 'node:fs';
import { forgetDigests } from '../capture/files/hash-cache.ts';
import type { Identity, Repository } from '../git/repository.ts';
import { untilWon } from '../git/until-won.ts';
import { listJournals } from '../record/journals.ts';
import { cacheDirectory } from '../record/live.ts';
import { removeLive } from '../record/remove-live.ts';
import { dropStaleAnchors, sweepRemains } from '../record/sweep.ts';
import { RunNotFoundError } from '../run/errors.ts';
import { pathToBytes } from '../run/path.ts';
import type { PurgedRun, PurgeReport } from '../run/removal.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import type { Tombstone } from '../run/tombstone.ts';
import type { CommittedRun } from '../store/commit-run.ts';
import { dropIndex } from '../store/index/segments.ts';
import { joinApart } from '../store/join-apart.ts';
import { addTombstones } from '../store/ledger/own-ledger.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
import { findTip } from '../store/tips.ts';
import { condemn } from './condemned.ts';
import { findCopies } from './find-copies.ts';
import { forgetFolded } from './forget-folded.ts';
import { type PurgePlan, planPurge } from './plan-purge.ts';
import { releaseCondemned } from './release-condemned.ts';
import { rewriteRun } from './rewrite-run.ts';

export interface PurgeRequest {
  readonly repository: Repository;
  readonly runs: readonly { readonly id: RunId; readonly paths: readonly string[] }[];
  readonly author: Identity;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
}

/** Says what would be purged. Throws NothingToPurgeError, OwnHistoryError, RunNotFoundError. */
export async function lookAtPurge(request: PurgeRequest): Promise<PurgeReport> {
  const plans = await planAll(request);
  const own = new Set<string>(plans.map(({ loaded }) => runRef(loaded.run.id)));
  const none = { objects: 0, bytes: 0 };
  return {
    dryRun: true,
    runs: plans.map(shown),
    copies: await findCopies(request.repository, blobsOf(plans), own),
    freed: none,
    heldBack: { ...none, keptPacks: [] },
    left: 0,
    inWorkTree: inWorkTree(request.repository, plans),
    remotes: remotesOf(request.repository),
  };
}

/** Purges, and says what became of it. Throws as `lookAtPurge`, before anything is changed; RepositoryBusyError. */
export async function purge(request: PurgeRequest): Promise<PurgeReport> {
  const { repository } = request;
  return repository.space.alone(async () => {
    const ids = request.runs.map(({ id }) => id);
    const looked = await planAll(request);
    // What clones edited apart is one commit before some of it goes.
    const plans = (await joinApart(request, ids)) ? await planAll(request) : looked;
    const blobs = blobsOf(plans);
    const purged: PurgedRun[] = [];
    for (const plan of plans) {
      const { unsigned } = plan.files.length > 0 ? await purgeRun(request, plan) : {};
      purged.push({ ...shown(plan), ...(unsigned === undefined ? {} : { unsigned }) });
    }
    await forgetFolded(request, ids);
    await forgetElsewhere(request, plans);
    const forget = request.runs.map(({ id }) => runRef(id));
    const { heldBack, ...freed } = await releaseCondemned(repository, 'purged', { forget });
    await dropIndex(repository.place);
    // A remote's copy may have been learnt of.
    await repository.sides?.drop();
    const still = await repository.space.sizes([...blobs]);
    const left = [...blobs].filter((_, at) => still[at] !== undefined);
    const copies = await findCopies(repository, new Set(left));
    return {
      dryRun: false,
      runs: purged,
      copies,
      freed,
      heldBack,
      left: left.length,
      inWorkTree: inWorkTree(repository, plans),
      remotes: remotesOf(repository),
    };
  });
}

/** Plans for all runs, before any of them is touched. */
async function planAll({ repository, runs }: PurgeRequest): Promise<PurgePlan[]> {
  const stones = await listTombstones(repository);
  const plans: PurgePlan[] = [];
  for (const { id, paths } of runs) {
    const tip = await findTip(repository, id);
    if (tip === undefined) throw new RunNotFoundError(id);
    const begun = new Set(
      stones.flatMap(stone => (stone.kind === 'purged' && stone.id === id ? namesOf(stone.path) : [])),
    );
    plans.push(await planPurge(repository, { ...tip, paths, begun }));
  }
  return plans;
}

/** All that a path may have been called on the command line. */
function namesOf(path: string): string[] {
  const names = [path, path.replace(/^(?:artifacts|raw)\//, '')];
  return names.flatMap(name => name.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')));
}

async function purgeRun(request: PurgeRequest, first: PurgePlan): Promise<Partial<CommittedRun>> {
  const { repository } = request;
  const { id } = first.loaded.run;
  const paths = [...first.own, ...first.source];
  return untilWon(async attempt => {
    const plan = attempt === 1 ? first : await planAgain(repository, id, paths);
    await condemn(repository.place, 'purged', [plan.loaded.commit, ...plan.blobs]);
    await addTombstones(request, await newStones(request, id, paths));
    return rewriteRun(repository, plan);
  });
}

/** The run as somebody has edited it meanwhile. */
async function planAgain(repository: Repository, id: RunId, paths: readonly string[]): Promise<PurgePlan> {
  const tip = await findTip(repository, id);
  if (tip === undefined) throw new RunNotFoundError(id);
  return planPurge(repository, { ...tip, paths, begun: new Set(paths) });
}

async function newStones(
  { repository, author, now }: PurgeRequest,
  id: RunId,
  paths: readonly string[],
): Promise<Tombstone[]> {
  const known = new Set(
    (await listTombstones(repository)).flatMap(stone =>
      stone.kind === 'purged' && stone.id === id ? [stone.path] : [],
    ),
  );
  const said = { id, time: new Date(now).toISOString(), who: `${author.name} <${author.email}>` };
  return paths.filter(path => !known.has(path)).map(path => ({ ...said, kind: 'purged', path }));
}

/** What of it lies outside of Git's objects: a journal that stayed, an anchor, a digest in a cache. */
async function forgetElsewhere(request: PurgeRequest, plans: readonly PurgePlan[]): Promise<void> {
  const { repository, runs } = request;
  const ids = new Set<string>(runs.map(({ id }) => id));
  for (const { live, standing } of await listJournals(request)) {
    if (ids.has(live.id) && standing.kind === 'abandoned') await removeLive(live);
  }
  await sweepRemains(request);
  await dropStaleAnchors(request);
  const digests = new Set(plans.flatMap(plan => [...plan.digests]));
  await forgetDigests(cacheDirectory(repository.place.commonDir), digests);
}

function blobsOf(plans: readonly PurgePlan[]): Set<string> {
  return new Set(plans.flatMap(({ blobs }) => blobs));
}

function shown({ loaded, files }: PurgePlan): PurgedRun {
  return { id: loaded.run.id, name: loaded.run.name, files };
}

function inWorkTree({ place }: Repository, plans: readonly PurgePlan[]): string[] {
  const { workTree } = place;
  if (workTree === undefined) return [];
  const paths = new Set(plans.flatMap(({ source }) => source));
  return [...paths].filter(path =>
    existsSync(Buffer.concat([Buffer.from(`${workTree}/`), pathToBytes(path)])),
  );
}

function remotesOf({ config }: Repository): string[] {
  return config.keys('remote.').flatMap(key => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
}
