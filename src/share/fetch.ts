/**
 * Brings runs from a remote: what is there is compared with what is here; what is missing is brought into quarantine,
 * looked over, and taken. The user's own refs, remotes and FETCH_HEAD stay as they are.
 */
import type { Repository } from '../git/repository.ts';
import type { RunId } from '../run/run-id.ts';
import { isRecord, LEDGER, LEDGER_KEEP, ledgerRef, RUNS, runIdOf } from '../run/run-ref.ts';
import type { FetchReport } from '../run/sharing.ts';
import { EXPERIMENT } from '../store/experiment-kind.ts';
import { listExperiments } from '../store/experiments.ts';
import { writerOf } from '../store/ledger/writer.ts';
import type { LoadedRun } from '../store/load.ts';
import { MODEL } from '../store/model-kind.ts';
import { findTips, listTips } from '../store/tips.ts';
import { openValidation } from '../store/validate-run.ts';
import { adoptKeeps, dropStaleKeeps } from './adopt-keeps.ts';
import { adoptLedgers } from './adopt-ledgers.ts';
import { adoptRecords } from './adopt-records.ts';
import { adoptRuns } from './adopt-runs.ts';
import { countRecords } from './count-records.ts';
import { deletedRuns, dropDeleted } from './drop-deleted.ts';
import { foldedThere } from './folded-there.ts';
import type { Joining } from './join-run.ts';
import { type Carrying, fetchLarge } from './large-contents.ts';
import { type Brought, inQuarantine, type Wanted } from './quarantine.ts';
import { noteShared } from './shared-list.ts';
import { lookThere, type Sharing } from './there.ts';

export interface FetchRequest extends Joining {
  readonly sharing: Sharing;
  /** As the remote may be shown. */
  readonly shown: string;
  /** Whether a run is asked for, by its id; all are where this is absent. */
  readonly wants?: (id: RunId) => boolean;
  /** Only runs of an experiment of this name. Which they are only they tell: the others are looked through, and left. */
  readonly experiment?: string;
  /** As of Adopting. */
  readonly removal?: (ref: string) => string;
  readonly dryRun: boolean;
  /** How the bytes of large artifacts are brought; they are not where this is absent. */
  readonly large?: LargeWish;
}

export interface LargeWish extends Pick<Carrying, 'clock' | 'onPause'> {
  /** Of the runs that come, or of all that are asked for. */
  readonly of: 'come' | 'asked';
}

/** Fetches and reports. Throws RemoteError; what was taken by then stays. */
export async function fetchRuns(request: FetchRequest): Promise<FetchReport> {
  const report = await fetchRefs(request);
  const { repository, sharing, wants, large: wish, dryRun } = request;
  // All that was only known of is here.
  if (!isOfSome(request) && !dryRun && report.refused.length === 0)
    await repository.sides?.drop(sharing.remote);
  if (dryRun || wish === undefined) return report;
  const tips =
    wish.of === 'asked'
      ? (await listTips(repository)).filter(({ id }) => wants?.(id) ?? true)
      : await findTips(
          repository,
          report.runs.map(({ id }) => id),
        );
  const large = await fetchLarge(
    { ...wish, repository, sharing },
    tips.map(({ commit }) => commit),
  );
  return { ...report, ...(large && { large }) };
}

async function fetchRefs(request: FetchRequest): Promise<FetchReport> {
  const { repository, sharing, shown, now, dryRun } = request;
  const there = await lookThere(sharing, {});
  const here = new Map((await repository.refs.list([RUNS])).map(({ name, oid }) => [name, oid]));
  const asked = [...there.ours].filter(([name]) => isAsked(name, request));
  const missing = [
    ...asked.filter(([name, oid]) => here.get(name) !== oid).map(([name]) => ({ name })),
    ...(isOfSome(request) ? await foldedThere(request, there) : []),
  ];
  const same = asked.filter(([name, oid]) => runIdOf(name) !== undefined && here.get(name) === oid).length;
  const nothing = {
    remote: shown,
    dryRun,
    runs: [],
    same,
    experiments: 0,
    models: 0,
    dropped: [],
    kept: [],
    refused: [],
  };
  if (dryRun) return { ...nothing, ...(await plan(repository, missing)) };
  const both = asked.flatMap(([name]) => (here.has(name) ? (runIdOf(name) ?? []) : []));
  await noteShared(repository.place, both);
  if (missing.length === 0) return nothing;
  return inQuarantine(repository, sharing, { wanted: missing, now }, async brought => {
    const adopted = await adoptAll(request, brought);
    await noteShared(
      repository.place,
      adopted.runs.map(({ id }) => id),
    );
    return { ...nothing, ...adopted, same: same + adopted.same };
  });
}

/** Whether only some runs are asked for. Then ledgers stay there: here they tell of runs that are here. */
function isOfSome({ wants, experiment }: Pick<FetchRequest, 'wants' | 'experiment'>): boolean {
  return wants !== undefined || experiment !== undefined;
}

/** Runs by what was asked for; of records there are few, and runs are not understood without them. */
function isAsked(name: string, request: FetchRequest): boolean {
  const id = runIdOf(name);
  if (id !== undefined) return request.wants?.(id) ?? true;
  const isOfLedger = name.startsWith(LEDGER) || name.startsWith(LEDGER_KEEP);
  return isRecord(name) || (isOfLedger && !isOfSome(request));
}

/** What a fetch would bring, as far as names tell. */
async function plan(
  repository: Repository,
  missing: readonly Wanted[],
): Promise<Pick<FetchReport, 'runs' | 'ledgers' | 'experiments' | 'models'>> {
  const ids = missing.map(({ name }) => runIdOf(name)).filter(id => id !== undefined);
  const known = new Set((await findTips(repository, ids)).map(({ id }) => id));
  return {
    runs: ids
      .sort()
      .reverse()
      .map(id => ({ id, how: known.has(id) ? 'edited' : 'new' })),
    ledgers: missing.filter(({ name }) => name.startsWith(LEDGER)).length,
    ...countRecords(missing),
  };
}

/** Ledgers first: a run that somebody has deleted is not taken. Then experiments: a run without its own shows an old name. */
async function adoptAll(request: FetchRequest, { incoming, refused }: Brought) {
  const { repository, author, env, now, experiment, removal } = request;
  const below = (prefix: string) => incoming.filter(({ name }) => name.startsWith(prefix));
  const own = await writerOf(repository.place, now);
  const validation = openValidation(repository);
  // What keeps runs comes before the ledger that tells of them.
  const keeps = await adoptKeeps({ repository, validation, own }, below(LEDGER_KEEP));
  const notTaken = await adoptLedgers(repository, below(LEDGER), ledgerRef(own));
  await dropStaleKeeps(repository, own);
  const deleted = await deletedRuns(repository);
  const experiments = await adoptRecords(repository, EXPERIMENT, incoming);
  const models = await adoptRecords(repository, MODEL, incoming);
  const ofRuns = incoming.filter(({ name }) => runIdOf(name) !== undefined);
  const runs = await adoptRuns(
    {
      ...{ repository, author, env, now, validation, deleted, removal },
      ...(experiment === undefined ? {} : { isAsked: await inExperiment(repository, experiment) }),
    },
    ofRuns,
  );
  const dead =
    below(LEDGER).length === 0 ? { dropped: [], kept: [] } : await dropDeleted(repository, deleted);
  await repository.sync();
  const known = new Set(runs.kept.map(({ id }) => id));
  return {
    ...runs,
    folded: keeps.folded,
    experiments: experiments.changed,
    models: models.changed,
    dropped: dead.dropped,
    kept: [...runs.kept, ...dead.kept.filter(({ id }) => !known.has(id))],
    refused: [
      ...refused,
      ...keeps.refused,
      ...notTaken,
      ...experiments.refused,
      ...models.refused,
      ...runs.refused,
    ],
  };
}

/** By what experiments are called now, those that were renamed too, or what they were called then. */
async function inExperiment(
  repository: Repository,
  name: string,
): Promise<(run: LoadedRun['run']) => boolean> {
  const known = await listExperiments(repository);
  const ids = new Set(known.filter(one => one.name === name).map(({ id }) => id));
  const all = new Set(known.map(({ id }) => id));
  return ({ experiment }) => ids.has(experiment.id) || (!all.has(experiment.id) && experiment.name === name);
}
