/**
 * A page of a ledger: up to a thousand folded runs by id, each a line with its commit. Its name tells its number and
 * between which ids they lie, so that the newest, and a run by its id, are found without opening the others. Pure.
 */
import { isRunId, type RunId } from '../../run/run-id.ts';
import type { TreeItem } from '../tree-items.ts';

/** The folder of a ledger's tree that has the pages. */
export const PAGES = 'pages';
/** The folder that has, by a page's number, what lists ask of its runs. */
export const EXCERPTS = 'excerpts';

/** A commit with more parents takes Git longer in every fetch. */
export const MOST_RUNS = 1000;

/** A page with fewer runs takes in others. */
export const FEW_RUNS = 750;

/** Bytes of what is told of the runs of a page: as much as a thousand lines can have. */
export const MOST_TOLD = 64 * 2 ** 20;

export interface PageName {
  readonly number: number;
  readonly first: RunId;
  readonly last: RunId;
}

/** A line of a page. */
export interface PageLine {
  readonly id: RunId;
  readonly commit: string;
}

/** Where a page lies in the tree. */
export function pagePath({ number, first, last }: PageName): string {
  return `${PAGES}/${number}-${first}-${last}`;
}

/** Where the excerpts of a page's runs lie. */
export function excerptsPath(number: number): string {
  return `${EXCERPTS}/${number}`;
}

/** Reads the name of a file in `pages`; undefined for what is none of ours. */
export function parsePageName({ name }: Pick<TreeItem, 'name'>): PageName | undefined {
  const [, number = '', first = '', last = ''] = /^([1-9]\d{0,8})-(\w{26})-(\w{26})$/.exec(name) ?? [];
  if (!isRunId(first) || !isRunId(last) || first > last) return undefined;
  return { number: Number(number), first, last };
}

/** Whether a run may be on a page. */
export function mayHold({ first, last }: PageName, id: RunId): boolean {
  return first <= id && id <= last;
}

/** Prints lines, which are sorted by id and are not empty. */
export function printPage(lines: readonly PageLine[]): string {
  return lines.map(({ id, commit }) => `${id} ${commit}\n`).join('');
}

/** Reads a page. What is no line of it, be it made by whomever, is passed over. */
export function parsePage(name: PageName, content: Buffer): PageLine[] {
  const lines: PageLine[] = [];
  for (const line of content.toString('latin1').split('\n')) {
    const [id = '', commit = ''] = line.split(' ', 2);
    if (isRunId(id) && OID.test(commit) && mayHold(name, id)) lines.push({ id, commit });
  }
  return lines;
}

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Lines, sorted by id, as pages that are full but for the last. */
export function paged<Line extends PageLine>(lines: readonly Line[]): Line[][] {
  return Array.from({ length: Math.ceil(lines.length / MOST_RUNS) }, (_, at) =>
    lines.slice(at * MOST_RUNS, (at + 1) * MOST_RUNS),
  );
}

/** What a page with these lines is called. */
export function nameOf(number: number, lines: readonly PageLine[]): PageName {
  const [first, last] = [lines[0], lines.at(-1)] as [PageLine, PageLine];
  return { number, first: first.id, last: last.id };
}
