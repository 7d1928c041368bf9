/** The ledgers of all clones, looked over. */
import { idOf } from '../../git/object-id.ts';
import type { Ref, Repository } from '../../git/repository.ts';
import type { RefCheck } from '../../run/check.ts';
import { LEDGER } from '../../run/run-ref.ts';
import { joinTombstones } from '../../run/tombstone.ts';
import { decodeLedger } from '../decode.ts';
import { listRefTips } from '../tips.ts';
import { whyPagesHurt } from './check-pages.ts';
import { parentsOf } from './kept-runs.ts';
import { readTombstones } from './tombstones.ts';

export interface LedgerChecks {
  /** Ledgers that cannot be read, or are not what their names say. */
  readonly hurt: readonly RefCheck[];
  /** Runs that are here, and deleted by what a ledger says: fetched again, or left by a `gc` that was killed. */
  readonly undead: readonly string[];
}

/** Reads every ledger again. One that cannot be read does not hide the others. */
export async function checkLedgers(repository: Repository): Promise<LedgerChecks> {
  const ledgers = await repository.refs.list([`${LEDGER}*`]);
  const hurt: RefCheck[] = [];
  const stones = [];
  for (const { name: ref, oid } of ledgers) {
    try {
      const why = await whyNoLedger(repository, { name: ref, oid });
      if (why !== undefined) hurt.push({ ref, message: why });
      // Of one that is hurt already, what can still be read.
      const read = readTombstones(repository, oid);
      stones.push(await (why === undefined ? read : read.catch(() => [])));
    } catch (error) {
      hurt.push({ ref, message: (error as Error).message });
    }
  }
  const deleted = new Set(
    joinTombstones(stones)
      .filter(({ kind }) => kind === 'deleted')
      .map(({ id }) => id),
  );
  const tips = deleted.size === 0 ? [] : await listRefTips(repository);
  return { hurt, undead: tips.filter(({ id }) => deleted.has(id)).map(({ id }) => id) };
}

/** Says what is wrong with the ledger of a ref; undefined where nothing is. Throws CorruptRecordError, NewerFormatError. */
export async function whyNoLedger(
  repository: Repository,
  { name: ref, oid: commit }: Ref,
): Promise<string | undefined> {
  const { objects, place } = repository;
  const [tip, own] = await objects.read([commit, `${commit}:ledger.json`]);
  if (tip === undefined || own === undefined) return 'its record is missing or cannot be read';
  if (parentsOf(tip).length > 1) return 'it is no linear chain';
  const { writer } = decodeLedger(own.content, 'ledger.json');
  if (ref !== `${LEDGER}${writer}`) return `it says that it is of ${writer}`;
  const files = await objects.files(commit);
  const blobs = await objects.read(files.map(({ oid }) => oid));
  const at = blobs.findIndex((blob, index) => {
    if (blob === undefined) return true;
    return idOf(place.objectFormat, 'blob', blob.content) !== files[index]?.oid;
  });
  if (at >= 0) return `${files[at]?.path} is missing, or has other bytes than its id says`;
  // Each line is decoded: one that cannot be read would be in the way of whoever asks for tombstones.
  await readTombstones(repository, commit);
  return whyPagesHurt(repository, { name: ref, oid: commit });
}
