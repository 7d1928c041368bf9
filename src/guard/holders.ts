/**
 * What holds runs on a server, beside the refs that a push changes: what is held is not lost with them. Read when it
 * is first asked for, since most pushes only bring something.
 */
import type { RefChange, Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { LEDGER_KEEP, runIdOf, runRef } from '../run/run-ref.ts';
import { runsKeptBy } from '../store/ledger/kept-runs.ts';
import { loadRun } from '../store/load.ts';
import { runHistory } from '../store/run-history.ts';
import type { SoundObjects } from '../store/sound-objects.ts';
import { findTips, listTips } from '../store/tips.ts';

/** All are asked for the commit of a run; it is held where a later commit of the run is. */
export interface Holders {
  /** Whether a keep ref holds it, and will after the push. */
  keeps(commit: string): Promise<boolean>;
  /** Whether a keep ref, or the ref of a run, holds it and will. */
  holds(commit: string): Promise<boolean>;
  /** Whether one of them points to it now: then it has been looked at before. */
  knows(commit: string): Promise<boolean>;
  /** The commit that a run of the push is folded at here, which has no ref; undefined where it is not. */
  foldedAt(id: RunId): Promise<string | undefined>;
}

/** Opens what is there, as it is before the push. */
export function openHolders(
  repository: Repository,
  objects: SoundObjects,
  push: readonly RefChange[],
): Holders {
  const changes = new Map(push.map(change => [change.name, change]));
  let kept: Promise<Held> | undefined;
  let tips: Promise<Held> | undefined;
  let folded: Promise<ReadonlyMap<RunId, string>> | undefined;
  const readKept = () => {
    kept ??= keptRuns(repository, changes);
    return kept;
  };
  const readTips = () => {
    tips ??= runTips(repository, changes);
    return tips;
  };
  const readFolded = () => {
    folded ??= foldedRuns(repository, push);
    return folded;
  };
  const isIn = async (commit: string, held: ReadonlySet<string>) =>
    held.has(commit) || (await goesOn(repository, objects, { commit, held }));
  return {
    keeps: async commit => isIn(commit, (await readKept()).after),
    holds: async commit =>
      (await isIn(commit, (await readKept()).after)) || (await isIn(commit, (await readTips()).after)),
    knows: async commit => (await readKept()).now.has(commit) || (await readTips()).now.has(commit),
    foldedAt: async id => (await readFolded()).get(id),
  };
}

/** Of the runs that a push brings, those that a ledger here has already. */
async function foldedRuns(
  repository: Repository,
  push: readonly RefChange[],
): Promise<ReadonlyMap<RunId, string>> {
  const fresh = push.filter(({ from, to }) => from === undefined && to !== undefined);
  const ids = fresh.map(({ name }) => runIdOf(name)).filter(id => id !== undefined);
  const tips = await findTips(repository, ids);
  return new Map(tips.flatMap(({ id, commit, page }) => (page === undefined ? [] : [[id, commit] as const])));
}

/** Commits that are held now, and those of them that no change of the push lets go. */
interface Held {
  readonly now: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

type Changes = ReadonlyMap<string, RefChange>;

async function keptRuns({ refs, objects }: Repository, changes: Changes): Promise<Held> {
  const now = new Set<string>();
  const after = new Set<string>();
  for (const { name, oid } of await refs.list([LEDGER_KEEP])) {
    const change = changes.get(name);
    const [kept = [], later = []] = await runsKeptBy(objects, [oid, ...(change?.to ? [change.to] : [])]);
    const stay = new Set(change === undefined ? kept : later);
    for (const run of kept) {
      now.add(run);
      // Of a ref that moves, what it holds before and after: its move may fail.
      if (stay.has(run)) after.add(run);
    }
  }
  return { now, after };
}

async function runTips(repository: Repository, changes: Changes): Promise<Held> {
  const tips = await listTips(repository);
  const stay = tips.filter(({ id }) => !changes.has(runRef(id)));
  return { now: new Set(tips.map(({ commit }) => commit)), after: new Set(stay.map(({ commit }) => commit)) };
}

interface Sought {
  readonly commit: string;
  readonly held: ReadonlySet<string>;
}

/** Whether the run goes on from a commit to one that is held: it was edited, and kept as it is now. */
async function goesOn(
  repository: Repository,
  objects: SoundObjects,
  { commit, held }: Sought,
): Promise<boolean> {
  const loaded = await loadRun(repository.objects, commit).catch(() => undefined);
  const tips = loaded === undefined ? [] : await findTips(repository, [loaded.run.id]);
  for (const tip of tips) {
    const history = held.has(tip.commit) ? await runHistory(objects, tip.commit) : '';
    if (typeof history === 'object' && history.commits.has(commit)) return true;
  }
  return false;
}
