/**
 * Runs in one file, for where there is no network: a bundle of Git's. It holds what a push to a remote that has nothing
 * but the published commits would carry, and is opened as a remote is fetched.
 */
import type { Remotes } from '../git/remotes.ts';
import type { Repository } from '../git/repository.ts';
import { LEDGER, LEDGER_KEEP, ledgerRef, RECORDS, RUNS, runRef } from '../run/run-ref.ts';
import type { PushReport, Refused } from '../run/sharing.ts';
import { knownWriter } from '../store/ledger/writer.ts';
import { neededContents } from '../store/needed-contents.ts';
import { countRecords } from './count-records.ts';
import { NO_LIMITS } from './host-limits.ts';
import { planFrom, type Sending } from './plan-push.ts';
import type { PlannedRun } from './plan-run.ts';
import { weighPush } from './weigh-push.ts';

export interface BundleRequest extends Sending {
  readonly remotes: Remotes;
  /** An absolute path. */
  readonly file: string;
  /** Commits that whoever opens it has: those of a remote, as last fetched. */
  readonly published: readonly string[];
}

/** Writes the file, in the place of one that is there; with no run to go nothing is written. */
export async function createBundle(request: BundleRequest): Promise<PushReport> {
  const { repository, remotes, file, shown, published } = request;
  const records = await repository.refs.list(RECORDS);
  const plan = await planFrom(request, { there: { prefix: RUNS, ours: new Map(), published }, records });
  const { objects, bytes } = await weighPush({ repository, remotes, limits: NO_LIMITS }, plan);
  const changes = [...plan.records, ...plan.runs.map(({ change }) => change), ...plan.last];
  const relayed = request.isAll ? await foreignLedgers(repository) : [];
  const names = [...changes.map(({ name }) => name), ...relayed];
  const bases = request.withHistory ? [] : plan.known;
  const isAny = plan.runs.length + plan.last.length + relayed.length > 0;
  if (isAny) await withRefs(request, plan.runs, () => remotes.bundle(file, { names, bases }));
  return {
    remote: shown,
    dryRun: false,
    removes: false,
    runs: plan.runs.map(({ run }) => run),
    same: 0,
    ...countRecords(plan.records),
    objects,
    bytes,
    folded: plan.folded,
    ledger: plan.last.length + relayed.length > 0,
    commits: plan.commits,
    refused: plan.refused,
    leftOut: isAny ? await largeOf(request, plan.refused) : { files: 0, bytes: 0 },
  };
}

/** What the runs that go have but pointers to. */
async function largeOf(
  { repository, tips }: BundleRequest,
  refused: readonly Refused[],
): Promise<{ readonly files: number; readonly bytes: number }> {
  const staying = new Set(refused.map(({ ref }) => ref));
  const going = tips.filter(({ id }) => !staying.has(runRef(id)));
  const needed = await neededContents(
    repository.objects,
    going.map(({ commit }) => commit),
  );
  return { files: needed.length, bytes: needed.reduce((sum, { size }) => sum + size, 0) };
}

/** A remote has them from those who write them; whoever has no network has them from nobody else. */
async function foreignLedgers({ refs, place }: Repository): Promise<string[]> {
  const writer = await knownWriter(place);
  const own = (name: string) =>
    writer !== undefined && (name === ledgerRef(writer) || name.startsWith(`${LEDGER_KEEP}${writer}/`));
  return (await refs.list([LEDGER, LEDGER_KEEP])).map(({ name }) => name).filter(name => !own(name));
}

/** A bundle holds refs: runs that are folded have one as long as it is written. */
async function withRefs(
  { repository, tips }: BundleRequest,
  runs: readonly PlannedRun[],
  write: () => Promise<void>,
): Promise<void> {
  const folded = new Set<string>(tips.flatMap(({ id, page }) => (page === undefined ? [] : [id])));
  const lent = runs.filter(({ run }) => folded.has(run.id)).map(({ change }) => change);
  if (lent.length > 0) await repository.refs.update(lent);
  try {
    await write();
  } finally {
    const back = lent.map(({ name, to }) => ({ name, from: to as string }));
    if (back.length > 0) await repository.refs.update(back);
  }
}
