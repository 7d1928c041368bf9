/** What a push would do: read, and nothing changed. */
import type { Ref, RefChange, Repository } from '../git/repository.ts';
import type { SecretMark } from '../run/run.ts';
import { shortId } from '../run/run-id.ts';
import { ledgerRef, RECORDS, runRef } from '../run/run-ref.ts';
import type { RunTip } from '../run/run-tip.ts';
import type { Refused } from '../run/sharing.ts';
import { isEditedSince } from '../run/tombstone.ts';
import { fingerprint } from '../secrets/scan.ts';
import { listTombstones } from '../store/ledger/tombstones.ts';
import { type LoadedRun, loadRuns, type UnreadableRun } from '../store/load.ts';
import { openValidation } from '../store/validate-run.ts';
import { keptThere } from './kept-there.ts';
import { NO_LEDGER, namesOfLedger, planLedger } from './plan-ledger.ts';
import { planRecords } from './plan-records.ts';
import { type PlannedRun, planRun, type RunGround } from './plan-run.ts';
import { inQuarantine } from './quarantine.ts';
import { lookThere, type Sharing, unknownThere } from './there.ts';
import { unpublishedBelow } from './unpublished.ts';

/** Which runs are to go, and what may go with them. */
export interface Sending {
  readonly repository: Repository;
  /** Where they go to, as it may be shown. */
  readonly shown: string;
  /** The runs that may go, the newest first. */
  readonly tips: readonly RunTip[];
  /** Whether they are all there are: then deleted ones are passed over, and all records go. */
  readonly isAll: boolean;
  /** Whether commits may travel that the user has not pushed. */
  readonly withHistory: boolean;
  /** Fingerprints of findings that are no secrets. */
  readonly allowed: ReadonlySet<string>;
}

export interface PushRequest extends Sending {
  readonly sharing: Sharing;
  readonly dryRun: boolean;
  /** ms since 1970. */
  readonly now: number;
}

export interface PushPlan {
  /** As of PushReport. */
  readonly removes: boolean;
  readonly runs: readonly PlannedRun[];
  readonly same: number;
  /** What goes before runs: what they are of, and what keeps folded ones. */
  readonly records: readonly RefChange[];
  /** What goes after them: the ledger of this clone, and the end of what it does not keep any more. */
  readonly last: readonly RefChange[];
  /** Commits that are there, and here. */
  readonly known: readonly string[];
  /** How many folded runs go with the ledger. */
  readonly folded: number;
  readonly commits: readonly string[];
  readonly refused: readonly Refused[];
}

/** Reads what is there and here. Throws RemoteError. */
export async function planPush(request: PushRequest): Promise<PushPlan> {
  const { repository, sharing, tips, now } = request;
  const records = await repository.refs.list(RECORDS);
  const runs = tips.map(({ id, commit }) => ({ name: runRef(id) as string, oid: commit }));
  const ours = [...runs, ...records];
  const ledgers = request.isAll ? await namesOfLedger(repository) : tips.flatMap(ledgerOf);
  const names = [...ours.map(({ name }) => name), ...ledgers];
  const there = await lookThere(sharing, { names, published: true });
  const kept = await keptThere(repository, sharing, { tips, there });
  const read = () => planFrom(request, { there, records, kept });
  // Whether what is there in place of ours is an edit of it, or the other way round, only itself can tell.
  const unknown = await unknownThere(repository, ours, there);
  return unknown.length === 0
    ? read()
    : inQuarantine(repository, sharing, { wanted: unknown.map(name => ({ name })), now }, read);
}

/** What there is, there and here. */
export interface PushGround extends Pick<RunGround, 'there' | 'kept'> {
  /** Refs of records that are kept one by one. */
  readonly records: readonly Ref[];
}

/** The ledger that a run is folded into. */
function ledgerOf({ page }: RunTip): string[] {
  return page === undefined ? [] : [ledgerRef(page.writer)];
}

/** As `planPush`, of what was read already. */
export async function planFrom(request: Sending, given: PushGround): Promise<PushPlan> {
  const { repository, shown, tips, isAll, withHistory } = request;
  const { there, kept, records } = given;
  // Folded runs go with their ledger where all go, and are there where it is.
  const isFolded = ({ page }: RunTip) =>
    page !== undefined && (isAll || there.ours.get(ledgerRef(page.writer)) === page.ledger);
  const isThere = (tip: RunTip) => isFolded(tip) || there.ours.get(runRef(tip.id)) === tip.commit;
  const moved = tips.filter(tip => !isThere(tip));
  const loaded = await loadRuns(
    repository.objects,
    moved.map(({ commit }) => commit),
  );
  const refused: Refused[] = [];
  const going = await mayGo(request, { moved, loaded, refused });
  const known = await repository.objects.here([...there.published, ...there.ours.values()]);
  const unpublished = await unpublishedBelow(repository, going, known);
  const ground = { validation: openValidation(repository), there, kept, shown };
  const runs: PlannedRun[] = [];
  const commits = new Set<string>();
  let same = tips.length - moved.length;
  for (const one of going) {
    const travelling = unpublished.get(one.commit) ?? [];
    if (travelling.length > 0 && !withHistory) refused.push(standsOn(request, one, travelling));
    else {
      const planned = await planRun(ground, one);
      if (planned === 'same') same++;
      else if ('why' in planned) refused.push(planned);
      else {
        runs.push(planned);
        for (const commit of travelling) commits.add(commit);
      }
    }
  }
  const planned = await planRecords(repository, records, { there, shown, runs: going, isAll });
  const ledger = isAll ? await planLedger(repository, { ours: there.ours, known, withHistory }) : NO_LEDGER;
  return {
    removes: false,
    runs,
    same,
    records: [...planned.changes, ...ledger.keeps],
    last: [...ledger.ledger, ...ledger.stale],
    known,
    folded: ledger.folded,
    commits: [...commits],
    refused: [...refused, ...planned.refused, ...ledger.refused],
  };
}

interface Moved {
  readonly moved: readonly RunTip[];
  readonly loaded: readonly (LoadedRun | UnreadableRun)[];
  readonly refused: Refused[];
}

/** Runs that are nobody's secret and in nobody's trash. */
async function mayGo({ repository, isAll, allowed }: Sending, { moved, loaded, refused }: Moved) {
  const stones = moved.length === 0 ? [] : await listTombstones(repository);
  const deleted = new Map(stones.filter(({ kind }) => kind === 'deleted').map(stone => [stone.id, stone]));
  return loaded.filter((one, at): one is LoadedRun => {
    const { id } = moved[at] as RunTip;
    const ref = runRef(id);
    if ('error' in one) {
      refused.push({ ref, why: one.error.message, remedy: `git run fsck ${shortId(id)}` });
      return false;
    }
    const { name, secrets } = one.run;
    const stone = deleted.get(id);
    if (stone !== undefined && !isEditedSince(one.annotations, stone)) {
      if (!isAll) refused.push({ ref, name, why: 'it was deleted for good, by what a ledger says' });
      return false;
    }
    const marks = secrets.filter(mark => !allowed.has(fingerprint(mark, mark.path)));
    if (marks.length > 0) refused.push({ ref, name, ...unresolved(marks, shortId(id)) });
    return marks.length === 0;
  });
}

/** So many secrets of one run are named. */
const NAMED = 3;

function unresolved(marks: readonly SecretMark[], id: string): Pick<Refused, 'why' | 'remedy'> {
  const places = marks.slice(0, NAMED).map(({ path, rule }) => `${path} (${rule})`);
  const more = marks.length > NAMED ? ` and ${marks.length - NAMED} more` : '';
  return {
    why: `it holds what looks like a secret: ${places.join(', ')}${more}`,
    remedy: `git run purge --secrets ${id}, or, if it is none: ${allowing(marks)}`,
  };
}

function allowing(marks: readonly SecretMark[]): string {
  return marks.map(mark => `--allow-secret ${fingerprint(mark, mark.path)}`).join(' ');
}

function standsOn({ shown }: Sending, { run }: LoadedRun, commits: readonly string[]): Refused {
  const count = commits.length === 1 ? 'a commit' : `${commits.length} commits`;
  return {
    ref: runRef(run.id),
    name: run.name,
    why: `it stands on ${count} of your own that ${shown} does not have: ${(commits[0] as string).slice(0, 10)}`,
    remedy: 'git push them first, or let them travel with it: --with-history',
  };
}
