/**
 * Which runs there are, and at which commits: the one place that knows where that is told. A run has a ref, or a line in
 * a ledger, or both: then it was edited since it was folded. Reading never writes.
 */
import type { Readable } from '../git/readable.ts';
import type { Ref } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { LEDGER, RUNS, runIdOf, runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import { type FoldedTip, findFolded, listPages, type OpenPage, readNewest } from './ledger/read-pages.ts';
import { deletedIds } from './ledger/tombstones.ts';
import { knownWriter } from './ledger/writer.ts';

/** The shape of an id, nearly: to match every digit would take Git twice as long. */
const ALL_RUNS = `${RUNS}[0-7]${'?'.repeat(25)}`;
const ALL_LEDGERS = `${LEDGER}*`;

/** Of more runs all refs are listed: Git takes a name in its command line for each. */
const FEW_RUNS = 500;

/** A clone or two is where most runs come from. */
const FEW_LEDGERS = 4;

/** The newest runs first, found by name without opening the others; all of them where no count is given. */
export async function listTips(from: Readable, count = Number.POSITIVE_INFINITY): Promise<RunTip[]> {
  for (let places = count + FEW_LEDGERS; ; places *= 2) {
    const limit = Number.isFinite(places) ? { count: places } : {};
    // Ledgers come first in this order, and all of them before any run.
    const refs = await from.refs.list([ALL_RUNS, ALL_LEDGERS], { newest: true, ...limit });
    const tips = refs.map(tipOf).filter(tip => tip !== undefined);
    // What is no run may have taken the place of one.
    if (tips.length < count && refs.length >= places) continue;
    const folded = await foldedIn(from, refs, pages => readNewest(from, pages, count));
    return (folded.length === 0 ? tips : await joined(from, tips, folded)).slice(0, count);
  }
}

/** The runs that have a ref of their own, newest first. */
export async function listRefTips(from: Readable): Promise<RunTip[]> {
  const refs = await from.refs.list([ALL_RUNS], { newest: true });
  return refs.map(tipOf).filter(tip => tip !== undefined);
}

/** Whether more runs than so many have a ref; no more refs are listed than it takes to tell. */
export async function hasMoreThan(from: Pick<Readable, 'refs'>, count: number): Promise<boolean> {
  return (await from.refs.list([ALL_RUNS], { count: count + 1 })).length > count;
}

/** One run's tip by its whole id; undefined where there is none. */
export async function findTip(from: Readable, id: RunId): Promise<RunTip | undefined> {
  const [tip] = await findTips(from, [id]);
  return tip;
}

/** Tips of runs by their whole ids, in no order; there may be none of some. */
export async function findTips(from: Readable, ids: readonly RunId[]): Promise<RunTip[]> {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  const patterns = ids.length > FEW_RUNS ? [ALL_RUNS] : ids.map(runRef);
  const refs = await from.refs.list([...patterns, ALL_LEDGERS]);
  const tips = refs
    .map(tipOf)
    .filter(tip => tip !== undefined)
    .filter(({ id }) => wanted.has(id));
  const folded = await foldedIn(from, refs, pages => findFolded(from, pages, ids));
  return folded.length === 0 ? tips : joined(from, tips, folded);
}

/** Runs that have a ref, each with what ledgers have of it besides. */
export async function withFolded(from: Readable, tips: readonly RunTip[]): Promise<RunTip[]> {
  const ledgers = await from.refs.list([ALL_LEDGERS]);
  const ids = tips.map(({ id }) => id);
  const folded = await foldedIn(from, ledgers, pages => findFolded(from, pages, ids));
  return joined(from, tips, folded);
}

function tipOf(ref: Ref): RunTip | undefined {
  const id = runIdOf(ref.name);
  return id === undefined ? undefined : { id, commit: ref.oid };
}

/** The runs of ledgers, without those that another ledger says were deleted. */
async function foldedIn(
  from: Readable,
  refs: readonly Ref[],
  read: (pages: readonly OpenPage[]) => Promise<FoldedTip[]>,
): Promise<FoldedTip[]> {
  const ledgers = refs.filter(({ name }) => name.startsWith(LEDGER));
  const pages = await listPages(from, ledgers);
  if (pages.length === 0) return [];
  const folded = await read(pages);
  // Who deletes a run takes it out of the own ledger as well.
  if (ledgers.length === 1 || folded.length === 0) return folded;
  const deleted = await deletedIds(from, ledgers);
  return folded.filter(({ id }) => !deleted.has(id));
}

/** A tip for each run, newest first. Its ref says more than ledgers, and the own ledger more than others. */
async function joined(
  { place }: Readable,
  tips: readonly RunTip[],
  folded: readonly FoldedTip[],
): Promise<RunTip[]> {
  const own = place && (await knownWriter(place));
  const ranked = folded.toSorted(
    (one, other) => rankOf(one, own) - rankOf(other, own) || (one.page.writer < other.page.writer ? -1 : 1),
  );
  const all = new Map<RunId, RunTip>(tips.map(tip => [tip.id, tip]));
  for (const { id, commit, page } of ranked) {
    const known = all.get(id);
    if (known === undefined) all.set(id, { id, commit, page });
    else if (known.commit !== commit && !known.others?.includes(commit))
      all.set(id, { ...known, others: [...(known.others ?? []), commit] });
  }
  return [...all.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
}

function rankOf({ page }: FoldedTip, own: string | undefined): number {
  return page.writer === own ? 0 : 1;
}
