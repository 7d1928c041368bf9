/**
 * The pages of ledgers, read. A ledger comes from another clone, and may be damaged: what of it is no page is passed
 * over, and `git run fsck` tells.
 */
import type { Readable } from '../../git/readable.ts';
import type { Ref } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { LEDGER } from '../../run/run-ref.ts';
import type { PageOfLedger } from '../../run/run-tip.ts';
import { readEach } from '../read-each.ts';
import { treeItems } from '../tree-items.ts';
import { MOST_RUNS, mayHold, PAGES, type PageLine, type PageName, parsePage, parsePageName } from './page.ts';

/** Bytes. A page of ours has a tenth of it, and 10,000 pages have a name each in less than the other. */
const MOST = { page: 2 ** 20, folder: 2 ** 22 };

export interface OpenPage extends PageName, PageOfLedger {
  /** Of its lines. */
  readonly oid: string;
}

/** A run as a page has it. */
export interface FoldedTip extends PageLine {
  readonly page: OpenPage;
}

/** The pages of ledgers, by their refs. */
export async function listPages(from: Readable, ledgers: readonly Ref[]): Promise<OpenPage[]> {
  if (ledgers.length === 0) return [];
  const names = ledgers.map(({ oid }) => `${oid}:${PAGES}`);
  const folders = await readEach(from.objects, names, MOST.folder);
  return ledgers.flatMap(({ name, oid: ledger }, at) => {
    const folder = folders[at];
    const items = folder?.type === 'tree' ? treeItems(folder.content, folder.oid) : undefined;
    return (items ?? []).flatMap((item): OpenPage[] => {
      const page = parsePageName(item);
      if (page === undefined) return [];
      return [{ ...page, writer: name.slice(LEDGER.length), ledger, oid: item.oid }];
    });
  });
}

/** All runs of pages, page by page. */
export async function readPages({ objects }: Readable, pages: readonly OpenPage[]): Promise<FoldedTip[]> {
  const contents = await readEach(
    objects,
    pages.map(({ oid }) => oid),
    MOST.page,
  );
  const tips: FoldedTip[] = [];
  for (const [at, page] of pages.entries()) {
    const content = contents[at];
    if (content?.type !== 'blob') continue;
    for (const { id, commit } of parsePage(page, content.content)) tips.push({ id, commit, page });
  }
  return tips;
}

/** The newest runs of pages, in no order, as many as are asked for and maybe more; no page is read without need. */
export async function readNewest(
  from: Readable,
  pages: readonly OpenPage[],
  count: number,
): Promise<FoldedTip[]> {
  const left = pages.toSorted((one, other) => (one.last < other.last ? 1 : -1));
  const tips: FoldedTip[] = [];
  for (
    let ids: string[] = [];
    left.length > 0;
    ids = [...new Set(tips.map(({ id }) => id))].sort().reverse()
  ) {
    const oldest = ids[count - 1];
    // All of it lies before those that are wanted.
    if (oldest !== undefined && (left[0] as OpenPage).last < oldest) break;
    const some = Math.max(1, Math.ceil((count - ids.length) / MOST_RUNS));
    tips.push(...(await readPages(from, left.splice(0, some))));
  }
  return tips;
}

/** Runs by their ids, as far as they are there. */
export async function findFolded(
  from: Readable,
  pages: readonly OpenPage[],
  ids: readonly RunId[],
): Promise<FoldedTip[]> {
  const wanted = new Set(ids);
  const some = pages.filter(page => ids.some(id => mayHold(page, id)));
  return (await readPages(from, some)).filter(({ id }) => wanted.has(id));
}
