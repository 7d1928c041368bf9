/**
 * Many runs, few refs: runs that have ended are written down in the ledger, and their refs deleted. First what keeps
 * them, then the ledger, then, where there is a remote, the same there, and only when both have arrived the refs, there
 * and here, each by compare-and-swap with the commit that was folded. Whenever it is killed nothing is lost, and the next
 * one finishes it. Who folds has to be alone in the repository (`Space.alone`).
 */
import type { Repository } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { keepRef, LEDGER } from '../../run/run-ref.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { dropRunRefs } from '../drop-run-refs.ts';
import { type LoadedRun, loadRuns, type UnreadableRun } from '../load.ts';
import { listRefTips } from '../tips.ts';
import { type FoldedLine, keepsOf, type PagesEdit } from './change-pages.ts';
import { editsBeyond, printFolded } from './folded-run.ts';
import { runsKeptBy } from './kept-runs.ts';
import { changeLedger, type LedgerWrite } from './own-ledger.ts';
import { type FoldedTip, findFolded, listPages } from './read-pages.ts';
import { deletedIds } from './tombstones.ts';
import { knownWriter } from './writer.ts';

export interface FoldRequest extends LedgerWrite, Pick<PagesEdit, 'retire'> {
  /** Absent where nothing is shared. */
  readonly remote?: FoldRemote;
}

/** A remote, as far as a fold needs it. */
export interface FoldRemote {
  /** Brings the ledgers of others here, and what keeps their runs; returns the runs that have a ref there. */
  fetchLedgers(): Promise<readonly RunTip[]>;
  /**
   * Sends what keeps the pages of this clone's ledger, then the ledger, sees that both have arrived, and deletes what
   * keeps pages there that the ledger does not have any more.
   */
  pushLedger(): Promise<void>;
  /** Deletes refs of runs, each that still is at the commit, a hundred at most; returns the runs of the others. */
  dropRefs(tips: readonly RunTip[]): Promise<readonly RunId[]>;
}

/** With more in one push it takes the longer for each. */
const MOST_IN_PUSH = 100;

export interface FoldReport {
  /** How many runs were written into the ledger. */
  readonly folded: number;
  /** How many refs were deleted: also of runs that a ledger had already. */
  readonly dropped: number;
}

/** Folds all runs that can be. Throws CorruptRecordError where the own ledger is damaged. */
export async function fold(request: FoldRequest): Promise<FoldReport> {
  const { repository, remote } = request;
  const there = await remote?.fetchLedgers();
  const found = await lookAtRefs(repository, there);
  const lines = await linesOf(repository, found);
  if (lines.length > 0) {
    const message = `fold ${lines.length} ${lines.length === 1 ? 'run' : 'runs'}`;
    await changeLedger(request, { message, pages: { add: lines, retire: request.retire } });
  }
  await remote?.pushLedger();
  // Not what was meant to be written: what is there.
  const kept = await linesThatHold(
    repository,
    [...found.told, ...lines].map(({ id }) => id),
  );
  const due = [...found.told, ...lines].filter(line => kept.has(nameOf(line)));
  const busy = new Set<RunId>();
  for (let at = 0; at < due.length && remote !== undefined; at += MOST_IN_PUSH)
    for (const id of await remote.dropRefs(due.slice(at, at + MOST_IN_PUSH))) busy.add(id);
  const own = due.filter(({ id }) => !busy.has(id));
  const spared = await dropRunRefs(repository.refs, own);
  return { folded: lines.length, dropped: own.length - spared.length };
}

/** A run at a commit. */
function nameOf({ id, commit }: Pick<RunTip, 'id' | 'commit'>): string {
  return `${id} ${commit}`;
}

/** Of what ledgers tell of runs, that which what keeps the very page has as well. */
async function linesThatHold(repository: Repository, ids: readonly RunId[]): Promise<Set<string>> {
  const pages = await listPages(repository, await repository.refs.list([`${LEDGER}*`]));
  const lines = await findFolded(repository, pages, ids);
  const keeps = await keepsOf(repository, [...new Set(lines.map(({ page }) => page))]);
  const runs = await runsKeptBy(
    repository.objects,
    keeps.map(({ oid }) => oid),
  );
  const kept = new Map(keeps.map(({ name }, at) => [name, new Set(runs[at])]));
  const isKept = ({ page, commit }: FoldedTip) => kept.get(keepRef(page.writer, page.number))?.has(commit);
  return new Set(lines.filter(isKept).map(nameOf));
}

interface Found {
  /** Runs that some ledger has at the commit of their refs. */
  readonly told: readonly RunTip[];
  /** Runs to be written down. */
  readonly fresh: readonly RunTip[];
  /** Where this clone's ledger has some of these, by id. */
  readonly older: ReadonlyMap<RunId, FoldedTip>;
}

/** Of a clone that shares its runs those that are shared: what keeps them travels, and they would travel with it. */
async function lookAtRefs(repository: Repository, there: readonly RunTip[] | undefined): Promise<Found> {
  const tips = await listRefTips(repository);
  const ledgers = await repository.refs.list([`${LEDGER}*`]);
  const pages = await listPages(repository, ledgers);
  const lines = await findFolded(
    repository,
    pages,
    tips.map(({ id }) => id),
  );
  const writer = await knownWriter(repository.place);
  const deleted = await deletedIds(repository, ledgers);
  const told = new Set(lines.map(nameOf));
  // One that was deleted, and is here again, would not be seen without its ref.
  const living = tips.filter(({ id }) => !deleted.has(id));
  const shared = there && new Set(there.map(nameOf));
  const isShared = (tip: RunTip) => shared === undefined || shared.has(nameOf(tip));
  const isTold = (tip: RunTip) => told.has(nameOf(tip));
  return {
    told: living.filter(isTold),
    fresh: living.filter(tip => !isTold(tip) && isShared(tip)),
    older: new Map(lines.filter(({ page }) => page.writer === writer).map(line => [line.id, line])),
  };
}

/** How many runs are loaded at once. */
const BATCH = 256;

async function linesOf({ objects }: Repository, { fresh, older }: Found): Promise<FoldedLine[]> {
  const lines: FoldedLine[] = [];
  for (let at = 0; at < fresh.length; at += BATCH) {
    const batch = fresh.slice(at, at + BATCH);
    const commits = batch.map(({ commit }) => commit);
    const before = batch.map(({ id }) => older.get(id)?.commit).filter(commit => commit !== undefined);
    const runs = await loadRuns(objects, [...commits, ...before]);
    const known = new Map(runs.slice(batch.length).map(run => [run.commit, run]));
    for (const [index, tip] of batch.entries()) {
      const line = lineOf(tip, runs[index], known.get(older.get(tip.id)?.commit ?? ''));
      if (line !== undefined) lines.push(line);
    }
  }
  return lines;
}

/**
 * A run that is in the trash is about to be deleted, and keeps its ref; so does one that is damaged, one with what looks
 * like a secret, which is not to travel with others, and one that lacks edits which the ledger has: they would be lost.
 */
function lineOf(
  { id, commit }: RunTip,
  now: LoadedRun | UnreadableRun | undefined,
  before: LoadedRun | UnreadableRun | undefined,
): FoldedLine | undefined {
  if (now === undefined || 'error' in now || now.run.id !== id || now.trashed) return undefined;
  if (now.run.secrets.length > 0) return undefined;
  if (before !== undefined) {
    if ('error' in before || editsBeyond(before.annotations, now.annotations).length > 0) return undefined;
  }
  return { id, commit, excerpt: printFolded(now) };
}
