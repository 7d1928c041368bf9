/**
 * This clone's own ledger: what is to be known of runs that have no ref here (any more). A linear chain of commits, below
 * which no run's commit lies, so that all there is to list travels without any run:
 *
 *     ledger.json                whose it is
 *     pages/<n>-<id>-<id>        folded runs, and their commits
 *     excerpts/<n>               what lists ask of them
 *     tombstones/<month>.ndjson  what was deleted or purged
 *
 * The runs of page <n> are kept by refs/runs/ledger-keep/<writer>/<n>. Every clone writes its own ledger; what holds is
 * the union of all. A reader passes over folders and lines that it does not know, and a writer keeps them.
 */
import type { Change, Identity, NewCommit, Ref, Repository } from '../../git/repository.ts';
import { untilWon } from '../../git/until-won.ts';
import type { RunId } from '../../run/run-id.ts';
import { ledgerRef, liveRef } from '../../run/run-ref.ts';
import type { Tombstone } from '../../run/tombstone.ts';
import { dropAnchor } from '../anchor.ts';
import { encodeLedger } from '../encode.ts';
import {
  dropKeeps,
  keepPages,
  listKeeps,
  namesOfPages,
  openPages,
  type PagesEdit,
  type PagesPlan,
  pageChanges,
  planPages,
} from './change-pages.ts';
import { addStones, printShard, readShards, removeDeleted, type Shards } from './tombstones.ts';
import { writerOf } from './writer.ts';

export interface LedgerWrite {
  readonly repository: Repository;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

export interface LedgerChange {
  /** The subject of the commit. */
  readonly message: string;
  /** Changes tombstones, in place. */
  stones?(shards: Shards): void;
  /** Who changes pages has to be alone in the repository (`Space.alone`). */
  readonly pages?: PagesEdit;
}

/** Writes tombstones into this clone's ledger; durable when it returns. Several processes at once all succeed. */
export async function addTombstones(write: LedgerWrite, stones: readonly Tombstone[]): Promise<void> {
  await changeLedger(write, { message: saying(stones), stones: shards => addStones(shards, stones) });
}

/** Writes tombstones of runs that are deleted, and takes their lines out with it. Who does so has to be alone. */
export async function deleteFromLedger(
  write: LedgerWrite,
  stones: readonly Tombstone[],
  retire: PagesEdit['retire'],
): Promise<void> {
  const drop = new Set(stones.map(({ id }) => id));
  const pages = { drop, retire };
  await changeLedger(write, { message: saying(stones), stones: shards => addStones(shards, stones), pages });
}

function saying(stones: readonly Tombstone[]): string {
  return stones.length === 1 ? `${stones[0]?.kind} ${stones[0]?.id}` : `${stones.length} tombstones`;
}

/** Takes back from this clone's ledger that runs were deleted: they were not. */
export async function withdrawDeleted(write: LedgerWrite, ids: ReadonlySet<string>): Promise<void> {
  const message = `not deleted: ${ids.size}`;
  await changeLedger(write, { message, stones: shards => removeDeleted(shards, ids) });
}

/** Changes the ledger, in one commit; durable when it returns. Where nothing changes there is none. */
export async function changeLedger(write: LedgerWrite, change: LedgerChange): Promise<void> {
  const writer = await writerOf(write.repository.place, write.now);
  if (change.pages !== undefined) await dropStrays(write.repository, writer, change.pages);
  await untilWon(() => tryChange(write, writer, change));
}

async function tryChange(write: LedgerWrite, writer: string, change: LedgerChange): Promise<void> {
  const { repository } = write;
  const [tip] = await repository.refs.list([ledgerRef(writer)]);
  const stones = change.stones === undefined ? [] : await stoneChanges(repository, tip, change.stones);
  const pages =
    change.pages === undefined ? undefined : await pagesPlan(repository, writer, tip, change.pages);
  const changes = [...stones, ...(pages === undefined ? [] : await pageChanges(repository, pages))];
  if (changes.length === 0) return;
  await keepPages({ ...write, writer }, pages?.made ?? []);
  const own: Change = { path: 'ledger.json', mode: '100644', content: encodeLedger(writer) };
  const commit = {
    changes: tip === undefined ? [own, ...changes] : changes,
    author: write.author,
    time: write.now / 1000,
    message: `${change.message}\n`,
  };
  if (tip !== undefined && pages?.isForGood) {
    // What older commits of the chain told of the runs goes with them.
    await change.pages?.retire([tip.oid]);
    await beginAnew(repository, writer, tip, commit);
  } else {
    const parent = tip === undefined ? {} : { parent: tip.oid };
    await repository.objects.commit([{ ref: ledgerRef(writer), ...parent, ...commit }]);
  }
  await repository.sync();
  if (change.pages !== undefined) await dropStrays(repository, writer, change.pages);
}

async function stoneChanges(
  repository: Repository,
  tip: Ref | undefined,
  edit: (shards: Shards) => void,
): Promise<Change[]> {
  const shards: Shards = tip === undefined ? new Map() : await readShards(repository, tip.oid);
  const before = new Map([...shards].map(([path, lines]) => [path, printShard(lines)]));
  edit(shards);
  return [...shards].flatMap(([path, lines]): Change[] => {
    const content = printShard(lines);
    if (before.get(path) === content) return [];
    return content === '' ? [{ path, deleted: true }] : [{ path, mode: '100644', content }];
  });
}

async function pagesPlan(
  repository: Repository,
  writer: string,
  tip: Ref | undefined,
  edit: PagesEdit,
): Promise<PagesPlan> {
  const pages = tip === undefined ? [] : await openPages(repository, tip);
  const keeps = await listKeeps(repository, writer);
  const numbers = [...pages.map(({ page }) => page), ...keeps].map(({ number }) => number);
  return planPages(pages, edit, Math.max(0, ...numbers) + 1);
}

/** Moves the ledger to a commit that has its tree, changed, and no history. Throws RefConflictError. */
async function beginAnew(
  { objects, refs }: Repository,
  writer: string,
  tip: Ref,
  commit: Omit<NewCommit, 'ref'>,
): Promise<void> {
  // No run has the id of a writer: what is left of a process that was killed is an anchor like any other.
  const anchor = liveRef(writer as RunId);
  await dropAnchor(refs, writer as RunId);
  const [top] = await objects.read([`${tip.oid}^{tree}`]);
  const [made] = await objects.commit([{ ...commit, ref: anchor, base: top?.oid as string }]);
  const to = made?.commit as string;
  await refs.update([
    { name: tip.name, from: tip.oid, to },
    { name: anchor, from: to },
  ]);
}

/** Refs that keep pages which the ledger does not tell of: of pages that made way, or of a process that was killed. */
async function dropStrays(repository: Repository, writer: string, { retire }: PagesEdit): Promise<void> {
  const keeps = await listKeeps(repository, writer);
  if (keeps.length === 0) return;
  const [tip] = await repository.refs.list([ledgerRef(writer)]);
  const pages = tip === undefined ? [] : await namesOfPages(repository, tip);
  const told = new Set(pages.map(({ number }) => number));
  await dropKeeps(
    repository,
    keeps.filter(({ number }) => !told.has(number)),
    retire,
  );
}
