/**
 * What was deleted or purged, as ledgers tell: lines of JSON in a shard for each month, so that a clone that adds to them
 * sends and stores little. What holds is the union of all ledgers.
 */
import type { Readable } from '../../git/readable.ts';
import type { Ref, Repository } from '../../git/repository.ts';
import { CorruptRecordError } from '../../run/errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { LEDGER } from '../../run/run-ref.ts';
import { joinTombstones, type Tombstone } from '../../run/tombstone.ts';
import { decodeLedger, decodeTombstone } from '../decode.ts';
import { encodeTombstone } from '../encode.ts';
import { readEach } from '../read-each.ts';
import { treeItems } from '../tree-items.ts';

/** The folder of a ledger's tree that has them. */
const TOMBSTONES = 'tombstones';

/** Bytes of a month's tombstones, or of the names of all months. */
const MOST_READ = 2 ** 24;

/** Lines by the path of their shard, and by nothing else: those of a kind we do not know are kept as they are. */
export type Shards = Map<string, Set<string>>;

/** What was removed, as far as any ledger here tells. Throws CorruptRecordError. */
export async function listTombstones(repository: Pick<Repository, 'refs' | 'objects'>): Promise<Tombstone[]> {
  const ledgers = await repository.refs.list([`${LEDGER}*`]);
  const lists = await Promise.all(ledgers.map(({ oid }) => readTombstones(repository, oid)));
  return joinTombstones(lists);
}

/** Runs that were deleted, as far as ledgers tell that can be read; all are read at once, whoever has written them. */
export async function deletedIds({ objects }: Readable, ledgers: readonly Ref[]): Promise<Set<RunId>> {
  const names = ledgers.map(({ oid }) => `${oid}:${TOMBSTONES}`);
  const folders = await readEach(objects, names, MOST_READ);
  const files = folders.flatMap(folder =>
    folder?.type === 'tree' ? (treeItems(folder.content, folder.oid) ?? []) : [],
  );
  const shards = await readEach(
    objects,
    files.map(({ oid }) => oid),
    MOST_READ,
  );
  const ids = new Set<RunId>();
  for (const shard of shards) {
    for (const line of shard === undefined ? [] : linesOf(shard.content)) {
      const stone = soundStone(line);
      if (stone?.kind === 'deleted') ids.add(stone.id);
    }
  }
  return ids;
}

function soundStone(line: string): Tombstone | undefined {
  try {
    return decodeTombstone(line, 'a line of a ledger');
  } catch {
    return undefined;
  }
}

/** The tombstones of one ledger, by its commit. Throws CorruptRecordError. */
export async function readTombstones(from: Readable, commit: string): Promise<Tombstone[]> {
  const shards = await readShards(from, commit);
  return [...shards].flatMap(([name, lines]) =>
    [...lines]
      .map(line => decodeTombstone(line, `${name} of ${commit}`))
      .filter(stone => stone !== undefined),
  );
}

/** The shards of one ledger, by its commit. Throws CorruptRecordError. */
export async function readShards({ objects }: Readable, commit: string): Promise<Shards> {
  const files = await objects.files(commit, TOMBSTONES);
  const [own, ...contents] = await objects.read([`${commit}:ledger.json`, ...files.map(({ oid }) => oid)]);
  if (own === undefined) throw new CorruptRecordError(`ledger ${commit}`, 'it holds no ledger.json');
  decodeLedger(own.content, `ledger.json of ${commit}`);
  return new Map(
    files.map(({ path }, at) => {
      const content = contents[at]?.content;
      if (content === undefined) throw new CorruptRecordError(`ledger ${commit}`, `${path} is missing`);
      return [path, new Set(linesOf(content))];
    }),
  );
}

function linesOf(content: Buffer): string[] {
  return content
    .toString()
    .split('\n')
    .filter(line => line !== '');
}

/** Adds tombstones to shards. */
export function addStones(shards: Shards, stones: readonly Tombstone[]): void {
  for (const stone of stones) {
    const path = `${TOMBSTONES}/${stone.time.slice(0, 7)}.ndjson`;
    const lines = shards.get(path) ?? new Set();
    shards.set(path, lines.add(encodeTombstone(stone)));
  }
}

/** Takes out of shards that runs were deleted. */
export function removeDeleted(shards: Shards, ids: ReadonlySet<string>): void {
  for (const lines of shards.values()) {
    for (const line of lines) {
      const stone = decodeTombstone(line, 'a line of the ledger');
      if (stone?.kind === 'deleted' && ids.has(stone.id)) lines.delete(line);
    }
  }
}

export function printShard(lines: ReadonlySet<string>): string {
  return [...lines]
    .sort()
    .map(line => `${line}\n`)
    .join('');
}
