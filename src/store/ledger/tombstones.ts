/**
 * The ledger of a clone: what is to be known of runs that have no ref here (any more). A linear chain of commits
 * whose tree holds lines of JSON in shards, so that a clone that adds to it sends and stores little:
 *
 *     ledger.json                whose it is
 *     tombstones/<month>.ndjson  what was deleted or purged
 *
 * Every clone writes its own; what holds is the union of all. A reader passes over folders and lines that it does
 * not know, and a writer keeps them.
 */
import type { Change, Identity, Repository } from '../../git/repository.ts';
import { CorruptRecordError } from '../../run/errors.ts';
import { RefConflictError } from '../../run/repository-errors.ts';
import { LEDGER, ledgerRef } from '../../run/run-ref.ts';
import { joinTombstones, type Tombstone } from '../../run/tombstone.ts';
import { decodeLedger, decodeTombstone } from '../decode.ts';
import { encodeLedger, encodeTombstone } from '../encode.ts';
import { writerOf } from './writer.ts';

const TOMBSTONES = 'tombstones';

export interface LedgerWrite {
  readonly repository: Repository;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

/** What was removed, as far as any ledger here tells. Throws CorruptRecordError. */
export async function listTombstones(repository: Repository): Promise<Tombstone[]> {
  const ledgers = await repository.refs.list([`${LEDGER}*`]);
  const lists = await Promise.all(ledgers.map(({ oid }) => readTombstones(repository, oid)));
  return joinTombstones(lists);
}

/** Writes tombstones into this clone's ledger; durable when it returns. Several processes at once all succeed. */
export async function addTombstones(write: LedgerWrite, stones: readonly Tombstone[]): Promise<void> {
  const said = stones.length === 1 ? `${stones[0]?.kind} ${stones[0]?.id}` : `${stones.length} tombstones`;
  await change(write, said, lines => {
    for (const stone of stones) shardFor(lines, stone).add(encodeTombstone(stone));
  });
}

/** Takes back from this clone's ledger that runs were deleted: they were not. */
export async function withdrawDeleted(write: LedgerWrite, ids: ReadonlySet<string>): Promise<void> {
  await change(write, `not deleted: ${ids.size}`, shards => {
    for (const lines of shards.values()) {
      for (const line of lines) {
        const stone = decodeTombstone(line, 'a line of the ledger');
        if (stone?.kind === 'deleted' && ids.has(stone.id)) lines.delete(line);
      }
    }
  });
}

/** The tombstones of one ledger, by its commit. Throws CorruptRecordError. */
export async function readTombstones(repository: Repository, commit: string): Promise<Tombstone[]> {
  const shards = await readShards(repository, commit);
  return [...shards].flatMap(([name, lines]) =>
    [...lines]
      .map(line => decodeTombstone(line, `${name} of ${commit}`))
      .filter(stone => stone !== undefined),
  );
}

/** Lines by shard, and by nothing else: those of a kind we do not know are kept as they are. */
type Shards = Map<string, Set<string>>;

/** How often a lost race against another process is run again before it is given up. */
const TRIES = 20;

async function change(
  { repository, author, now }: LedgerWrite,
  message: string,
  edit: (shards: Shards) => void,
): Promise<void> {
  const ref = ledgerRef(await writerOf(repository.place, now));
  for (let attempt = 1; ; attempt++) {
    const [tip] = await repository.refs.list([ref]);
    const shards: Shards = tip === undefined ? new Map() : await readShards(repository, tip.oid);
    const before = new Map([...shards].map(([path, lines]) => [path, printShard(lines)]));
    edit(shards);
    const changes = changedShards(before, shards);
    if (changes.length === 0) return;
    const parent = tip === undefined ? {} : { parent: tip.oid };
    const own: Change = {
      path: 'ledger.json',
      mode: '100644',
      content: encodeLedger(ref.slice(LEDGER.length)),
    };
    const all = tip === undefined ? [own, ...changes] : changes;
    try {
      await repository.objects.commit([
        { ref, ...parent, changes: all, author, time: now / 1000, message: `${message}\n` },
      ]);
      return;
    } catch (error) {
      if (!(error instanceof RefConflictError) || attempt === TRIES) throw error;
    }
  }
}

async function readShards({ objects }: Repository, commit: string): Promise<Shards> {
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

/** A month's tombstones, by their time. */
function shardFor(shards: Shards, { time }: Tombstone): Set<string> {
  const path = `${TOMBSTONES}/${time.slice(0, 7)}.ndjson`;
  const lines = shards.get(path) ?? new Set();
  shards.set(path, lines);
  return lines;
}

function changedShards(before: ReadonlyMap<string, string>, shards: Shards): Change[] {
  return [...shards].flatMap(([path, lines]): Change[] => {
    const content = printShard(lines);
    if (before.get(path) === content) return [];
    return content === '' ? [{ path, deleted: true }] : [{ path, mode: '100644', content }];
  });
}

function printShard(lines: ReadonlySet<string>): string {
  return [...lines]
    .sort()
    .map(line => `${line}\n`)
    .join('');
}
