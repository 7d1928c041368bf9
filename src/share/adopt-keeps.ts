/** Takes what keeps the folded runs of other clones: each run that is not known yet is looked over, as any that arrives. */
import type { Repository } from '../git/repository.ts';
import { GitRunError } from '../run/errors.ts';
import { keepRef, LEDGER, LEDGER_KEEP } from '../run/run-ref.ts';
import type { Refused } from '../run/sharing.ts';
import { keptRuns, runsKeptBy } from '../store/ledger/kept-runs.ts';
import { listPages } from '../store/ledger/read-pages.ts';
import { loadRuns } from '../store/load.ts';
import { listRefTips } from '../store/tips.ts';
import { type ValidationGround, validateRun } from '../store/validate-run.ts';
import type { Incoming } from './quarantine.ts';

export interface Keeping {
  readonly repository: Repository;
  readonly validation: ValidationGround;
  /** The writer of this clone's own ledger: what keeps that is made here alone. */
  readonly own: string;
}

export interface AdoptedKeeps {
  /** How many runs are kept now that were not here. */
  readonly folded: number;
  readonly refused: readonly Refused[];
}

/** Adopts them. One that keeps what is no sound run is left, and named. */
export async function adoptKeeps(keeping: Keeping, incoming: readonly Incoming[]): Promise<AdoptedKeeps> {
  const { repository, own } = keeping;
  const foreign = incoming.filter(({ name }) => !name.startsWith(`${LEDGER_KEEP}${own}/`));
  if (foreign.length === 0) return { folded: 0, refused: [] };
  const known = await keptRuns(repository);
  for (const { commit } of await listRefTips(repository)) known.add(commit);
  const before = known.size;
  const refused: Refused[] = [];
  for (const { name, commit } of foreign) {
    try {
      const why = await whyNotKept(keeping, commit, known);
      if (why === undefined) await take(repository, name, commit);
      else refused.push({ ref: name, why });
    } catch (error) {
      if (!(error instanceof GitRunError)) throw error;
      refused.push({ ref: name, why: error.message });
    }
  }
  return { folded: known.size - before, refused };
}

/** Lets go of what other clones' ledgers have no page for any more: its runs are kept otherwise, or gone for good. */
export async function dropStaleKeeps(repository: Repository, own: string): Promise<void> {
  const { refs } = repository;
  const ledgers = await refs.list([`${LEDGER}*`]);
  const pages = await listPages(repository, ledgers);
  const named = new Set<string>(pages.map(({ writer, number }) => keepRef(writer, number)));
  const told = new Set(ledgers.map(({ name }) => name.slice(LEDGER.length)));
  const stale = (await refs.list([LEDGER_KEEP.slice(0, -1)])).filter(({ name }) => {
    const writer = name.slice(LEDGER_KEEP.length).split('/', 1)[0] as string;
    // Of a clone whose ledger is not here nothing is known.
    return writer !== own && told.has(writer) && !named.has(name);
  });
  if (stale.length > 0) await refs.update(stale.map(({ name, oid }) => ({ name, from: oid })));
}

async function take({ refs }: Repository, name: string, to: string): Promise<void> {
  const [here] = await refs.list([name]);
  if (here?.oid === to) return;
  await refs.update([here === undefined ? { name, to } : { name, from: here.oid, to }]);
}

async function whyNotKept(
  { repository, validation }: Keeping,
  keep: string,
  known: Set<string>,
): Promise<string | undefined> {
  const [kept = []] = await runsKeptBy(repository.objects, [keep]);
  if (kept.length === 0) return 'it keeps no run';
  const fresh = kept.filter(run => !known.has(run));
  const runs = await loadRuns(repository.objects, fresh);
  for (const [at, run] of runs.entries()) {
    const tip = fresh[at] as string;
    if ('error' in run) return run.error.message;
    const flaw = await validateRun(validation, { id: run.run.id, commit: tip });
    if (flaw !== undefined) return `run ${run.run.id} is not sound: ${flaw.message}`;
    known.add(tip);
  }
  return undefined;
}
