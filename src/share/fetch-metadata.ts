/**
 * Learns of a remote's runs without bringing them: ledgers, which tell of those that are folded, and of the others their
 * records. All of it goes into a side repository; the user's own is not touched.
 */
import type { Repository } from '../git/repository.ts';
import type { Side, Sides } from '../git/side.ts';
import { EngineLimitError } from '../run/repository-errors.ts';
import { isRecord, LEDGER, RUNS, runIdOf } from '../run/run-ref.ts';
import type { MetadataReport } from '../run/sharing.ts';
import { MOST_TOLD } from '../store/ledger/page.ts';
import { listTips } from '../store/tips.ts';
import { lookThere, there as nameThere, type Sharing, type There } from './there.ts';
import { MOST_OF_RECORD, withSides } from './with-sides.ts';

export interface MetadataRequest {
  readonly repository: Repository;
  readonly sharing: Sharing;
  /** As the remote may be shown. */
  readonly shown: string;
  readonly dryRun: boolean;
}

/** So many runs are brought at once. */
const BATCH = 1000;

/** Fetches and reports; from now on these runs are seen beside those that are here. Throws RemoteError, EngineLimitError. */
export async function fetchMetadata({
  repository,
  sharing,
  shown,
  dryRun,
}: MetadataRequest): Promise<MetadataReport> {
  const sides = sidesOf(repository);
  const side = await sides.of(sharing.remote);
  const there = await lookThere(sharing, {});
  const before = await knownIn(repository, side);
  const missing = await missingIn(side, there.ours, name => runIdOf(name) !== undefined);
  const told = await missingIn(side, there.ours, isTelling);
  if (dryRun)
    return {
      remote: shown,
      dryRun,
      runs: missing.length,
      ledgers: told.length,
      known: before.size,
      fresh: 0,
    };
  await bringRefs(side, sharing, told, MOST_TOLD);
  for (let at = 0; at < missing.length; at += BATCH)
    await bringRefs(side, sharing, missing.slice(at, at + BATCH), MOST_OF_RECORD);
  const isLess = await dropStale(side, there);
  await sides.show(sharing.remote);
  const known = isLess || told.length + missing.length > 0 ? await knownIn(repository, side) : before;
  const fresh = [...known].filter(id => !before.has(id)).length;
  return { remote: shown, dryRun, runs: missing.length, ledgers: told.length, known: known.size, fresh };
}

/** Learns of ledgers and experiments alone, but for those that are here, and shows nothing of it. */
export async function fetchLedgers(
  repository: Repository,
  sharing: Sharing,
  { ours }: Pick<There, 'ours'>,
): Promise<Side> {
  const here = new Map((await repository.refs.list([RUNS])).map(({ name, oid }) => [name, oid]));
  const isNews = (name: string) => isTelling(name) && here.get(name) !== ours.get(name);
  const side = await sidesOf(repository).of(sharing.remote);
  await bringRefs(side, sharing, await missingIn(side, ours, isNews), MOST_TOLD);
  return side;
}

function isTelling(name: string): boolean {
  return name.startsWith(LEDGER) || isRecord(name);
}

function sidesOf({ sides }: Repository): Sides {
  if (sides === undefined)
    throw new EngineLimitError('runs are shared by Git itself', 'install git, or put it on PATH');
  return sides;
}

/** The runs that are known of, and are not here. */
async function knownIn(repository: Repository, side: Side): Promise<Set<string>> {
  const here = new Set<string>((await listTips(repository)).map(({ id }) => id));
  const all = await listTips(withSides(repository, [side], {}));
  return new Set(all.map(({ id }) => id).filter(id => !here.has(id)));
}

async function missingIn(
  side: Side,
  ours: There['ours'],
  isMeant: (name: string) => boolean,
): Promise<string[]> {
  const known = new Map((await side.refs.list([RUNS])).map(({ name, oid }) => [name, oid]));
  return [...ours].filter(([name, oid]) => isMeant(name) && known.get(name) !== oid).map(([name]) => name);
}

async function bringRefs(side: Side, { prefix, transfer }: Sharing, names: readonly string[], most: number) {
  const refs = names.map(name => ({ from: nameThere(name, prefix), to: name }));
  await side.fetch(refs, { ...transfer, most });
}

/** Drops what is no more there. Tells whether there was any. */
async function dropStale({ refs }: Side, { ours }: There): Promise<boolean> {
  const stale = (await refs.list([RUNS])).filter(({ name }) => !ours.has(name));
  if (stale.length > 0) await refs.update(stale.map(({ name, oid }) => ({ name, from: oid })));
  return stale.length > 0;
}
