/**
 * What of this clone's ledger is to be sent: first what keeps its pages, then the ledger, which would else tell of runs
 * that are not there; and what keeps pages there that it does not have any more is to go. Ledgers of other clones are
 * not relayed: a copy may be old.
 */
import type { Ref, RefChange, Repository } from '../git/repository.ts';
import { LEDGER_KEEP, ledgerRef } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { runsKeptBy } from '../store/ledger/kept-runs.ts';
import { knownWriter } from '../store/ledger/writer.ts';
import { loadRuns } from '../store/load.ts';
import { unpublishedBelow } from './unpublished.ts';

export interface LedgerGround {
  /** Refs of ours that are there, by the names they have here. */
  readonly ours: ReadonlyMap<string, string>;
  /** Commits that are there, and here. */
  readonly known: readonly string[];
  /** Whether commits may travel that the user has not pushed. */
  readonly withHistory: boolean;
}

export interface PlannedLedger {
  readonly keeps: readonly RefChange[];
  readonly ledger: readonly RefChange[];
  /** To be deleted there, when the ledger has arrived. */
  readonly stale: readonly RefChange[];
  /** How many folded runs are kept by what is sent. */
  readonly folded: number;
  readonly refused: readonly Refused[];
}

/** Where nothing of it is to go. */
export const NO_LEDGER: PlannedLedger = { keeps: [], ledger: [], stale: [], folded: 0, refused: [] };

/** Names, and patterns of names, that have to be asked for before this can be planned; none where there is no ledger. */
export async function namesOfLedger({ place }: Repository): Promise<string[]> {
  const writer = await knownWriter(place);
  return writer === undefined ? [] : [ledgerRef(writer), `${LEDGER_KEEP}${writer}/*`];
}

/** Plans it. Where a page would take commits of the user's own along nothing of the ledger goes. */
export async function planLedger(
  repository: Repository,
  { ours, known, withHistory }: LedgerGround,
): Promise<PlannedLedger> {
  const writer = await knownWriter(repository.place);
  if (writer === undefined) return NO_LEDGER;
  const name = ledgerRef(writer);
  const [ledger] = await repository.refs.list([name]);
  if (ledger === undefined) return NO_LEDGER;
  const below = `${LEDGER_KEEP}${writer}/`;
  const keeps = await repository.refs.list([below.slice(0, -1)]);
  const here = new Map(keeps.map(keep => [keep.name, keep.oid]));
  const fresh = keeps.filter(keep => ours.get(keep.name) !== keep.oid);
  const commits = withHistory ? [] : await travelling(repository, fresh, known);
  if (commits.length > 0) {
    const why = `runs that are folded stand on commits of your own that are not there: ${commits[0]?.slice(0, 10)}`;
    return { ...NO_LEDGER, refused: [{ ref: name, why, remedy: 'git push them first, or --with-history' }] };
  }
  const there = [...ours].filter(([own]) => own.startsWith(below) && !here.has(own));
  return {
    keeps: fresh.map(keep => changeOf(keep, ours)),
    ledger: ours.get(name) === ledger.oid ? [] : [changeOf(ledger, ours)],
    stale: there.map(([own, from]) => ({ name: own, from })),
    folded: await countRuns(repository, fresh),
    refused: [],
  };
}

async function countRuns({ objects }: Repository, keeps: readonly Ref[]): Promise<number> {
  const kept = await runsKeptBy(
    objects,
    keeps.map(({ oid }) => oid),
  );
  return kept.flat().length;
}

function changeOf({ name, oid: to }: Ref, ours: ReadonlyMap<string, string>): RefChange {
  const from = ours.get(name);
  return from === undefined ? { name, to } : { name, from, to };
}

/** Commits of the user's own that pages would take along. */
async function travelling(
  repository: Repository,
  keeps: readonly Ref[],
  known: readonly string[],
): Promise<readonly string[]> {
  for (const { oid } of keeps) {
    const [kept = []] = await runsKeptBy(repository.objects, [oid]);
    const loaded = await loadRuns(repository.objects, kept);
    const runs = loaded.flatMap(run => ('error' in run ? [] : [run]));
    const found = await unpublishedBelow(repository, runs, known);
    for (const commits of found.values()) return commits;
  }
  return [];
}
