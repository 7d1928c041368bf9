/**
 * Pages of this clone's ledger, changed: a page is never moved, it makes way for another. Each has a commit that keeps its
 * runs, on a ref that is created before the ledger tells of the page and deleted after it tells no more. So a run is kept
 * at any moment, and what a process that was killed left behind is a ref of no page. Who changes pages has to be alone.
 */
import type { Change, CommitIds, Identity, NewCommit, Ref, Repository } from '../../git/repository.ts';
import { CorruptRecordError } from '../../run/errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { keepRef, LEDGER_KEEP } from '../../run/run-ref.ts';
import { isLineOf } from '../index/excerpt.ts';
import { treeItems } from '../tree-items.ts';
import { readFolded } from './folded-run.ts';
import {
  excerptsPath,
  FEW_RUNS,
  nameOf,
  PAGES,
  type PageLine,
  type PageName,
  paged,
  pagePath,
  parsePage,
  printPage,
} from './page.ts';
import { listPages, type OpenPage } from './read-pages.ts';

/** A run to be folded. */
export interface FoldedLine extends PageLine {
  /** As of `printFolded`; absent where it is too long. */
  readonly excerpt?: string | undefined;
}

export interface PagesEdit {
  /** Runs whose lines are to take the place of older ones. */
  readonly add?: readonly FoldedLine[];
  /** Runs whose lines go for good. */
  readonly drop?: ReadonlySet<RunId>;
  /** Is told of commits before nothing refers to them any more. */
  retire(commits: readonly string[]): Promise<void>;
}

export interface PagesPlan {
  readonly gone: readonly OpenPage[];
  readonly made: readonly NewPage[];
  /** Whether what is gone has to leave the history as well. */
  readonly isForGood: boolean;
}

interface NewPage extends PageName {
  readonly lines: readonly FoldedLine[];
}

interface OpenLines {
  readonly page: OpenPage;
  readonly lines: readonly FoldedLine[];
}

/** Says which pages make way for which, these numbered from one that no page has had. Pure. */
export function planPages(
  pages: readonly OpenLines[],
  { add = [], drop }: Pick<PagesEdit, 'add' | 'drop'>,
  next: number,
): PagesPlan {
  const added = new Set(add.map(({ id }) => id));
  const isLess = ({ lines }: OpenLines) => lines.some(({ id }) => drop?.has(id) || added.has(id));
  // Not all that have lost a run or two: those would be all.
  const isOpen = ({ lines }: OpenLines) => add.length > 0 && lines.length < FEW_RUNS;
  const gone = pages.filter(page => isLess(page) || isOpen(page));
  const kept = gone.flatMap(({ lines }) => lines.filter(({ id }) => !drop?.has(id) && !added.has(id)));
  const all = [...kept, ...add].sort((one, other) => (one.id < other.id ? -1 : 1));
  return {
    gone: gone.map(({ page }) => page),
    made: paged(all).map((lines, at) => ({ ...nameOf(next + at, lines), lines })),
    isForGood: gone.some(({ lines }) => lines.some(({ id }) => drop?.has(id))),
  };
}

/**
 * The names of the pages of this clone's ledger, all of them. Throws CorruptRecordError: what is not read would be taken
 * for what is not there, and what keeps it be deleted.
 */
export async function namesOfPages(repository: Repository, ledger: Ref): Promise<OpenPage[]> {
  const damaged = (what: string) => new CorruptRecordError(`ledger ${ledger.oid}`, what);
  const [top] = await repository.objects.read([`${ledger.oid}^{tree}`]);
  const items = top === undefined ? undefined : treeItems(top.content, top.oid);
  if (items === undefined) throw damaged('its tree is missing or damaged');
  const folder = items.find(({ name }) => name === PAGES);
  if (folder === undefined) return [];
  const [tree] = await repository.objects.read([folder.oid]);
  const files = tree?.type === 'tree' ? treeItems(tree.content, tree.oid) : undefined;
  const pages = await listPages(repository, [ledger]);
  if (files === undefined || pages.length !== files.length) throw damaged(`${PAGES} is missing or damaged`);
  return pages;
}

/** The pages of this clone's ledger, all of them. Throws CorruptRecordError. */
export async function openPages(repository: Repository, ledger: Ref): Promise<OpenLines[]> {
  const pages = await namesOfPages(repository, ledger);
  const contents = await repository.objects.read(pages.map(({ oid }) => oid));
  return pages.map((page, at) => {
    const content = contents[at]?.content;
    const lines = content === undefined ? [] : parsePage(page, content);
    if (content === undefined || printPage(lines) !== content.toString('latin1'))
      throw new CorruptRecordError(`ledger ${ledger.oid}`, `${pagePath(page)} is missing or damaged`);
    return { page, lines };
  });
}

/** What changes in the ledger's tree; what pages that go tell of runs that stay is taken over. */
export async function pageChanges({ objects }: Repository, { gone, made }: PagesPlan): Promise<Change[]> {
  const told = await objects.read(gone.map(({ ledger, number }) => `${ledger}:${excerptsPath(number)}`));
  const known = new Map<string, string>();
  for (const excerpts of told) {
    for (const { id, line } of readFolded(excerpts?.content ?? Buffer.alloc(0))) known.set(id, line);
  }
  return [
    ...gone.flatMap((page): Change[] => [
      { path: pagePath(page), deleted: true },
      { path: excerptsPath(page.number), deleted: true },
    ]),
    ...made.flatMap((page): Change[] => {
      const excerpts = page.lines.map(({ id, commit, excerpt }) => {
        const old = known.get(id);
        return excerpt ?? (old !== undefined && isLineOf(old, commit) ? old : undefined);
      });
      return [
        { path: pagePath(page), mode: '100644', content: printPage(page.lines) },
        { path: excerptsPath(page.number), mode: '100644', content: printLines(excerpts) },
      ];
    }),
  ];
}

function printLines(lines: readonly (string | undefined)[]): string {
  return lines.map(line => (line === undefined ? '' : `${line}\n`)).join('');
}

export interface Keeping {
  readonly repository: Repository;
  readonly writer: string;
  readonly author: Identity;
}

/** Git goes through commits from the youngest on, and through those that refs are at to find what is new. Seconds since 1970. */
const LONG_AGO = 0;

/** Makes the commits that keep the runs of pages, as `runsKeptBy` reads them; durable when it returns. */
export async function keepPages(
  { repository, writer, author }: Keeping,
  pages: readonly NewPage[],
): Promise<void> {
  if (pages.length === 0) return;
  const empty = { base: 'empty', changes: [], author, time: LONG_AGO } as const;
  const holding = await repository.objects.commit(
    pages.map(({ number, lines }): NewCommit => {
      const [parent, ...merged] = new Set(lines.map(({ commit }) => commit));
      const runs = parent === undefined ? {} : { parent, merged };
      return {
        ...empty,
        ...runs,
        ref: keepRef(writer, number),
        message: keepMessage(lines),
      };
    }),
  );
  // Killed here, it leaves a ref of no page.
  await repository.objects.commit(
    pages.map(({ number, lines }, at): NewCommit => {
      const { commit: parent } = holding[at] as CommitIds;
      return { ...empty, parent, ref: keepRef(writer, number), message: keepMessage(lines) };
    }),
  );
  await repository.sync();
}

function keepMessage(lines: readonly PageLine[]): string {
  const [first, last] = [lines[0], lines.at(-1)] as [PageLine, PageLine];
  return `keep ${lines.length} folded ${lines.length === 1 ? 'run' : 'runs'}, ${first.id} to ${last.id}\n`;
}

/** The refs that keep pages of a writer. */
export async function listKeeps({ refs }: Pick<Repository, 'refs'>, writer: string): Promise<KeepRef[]> {
  const found = await refs.list([`${LEDGER_KEEP}${writer}/*`]);
  return found.flatMap(({ name, oid }): KeepRef[] => {
    const [number = ''] = /(?<=\/)[1-9]\d{0,8}$/.exec(name) ?? [];
    return number === '' ? [] : [{ name, oid, number: Number(number) }];
  });
}

/** The refs that keep pages, as far as they are here. */
export async function keepsOf(repository: Repository, pages: readonly OpenPage[]): Promise<KeepRef[]> {
  const keeps: KeepRef[] = [];
  for (const writer of new Set(pages.map(page => page.writer))) {
    const numbers = new Set(pages.filter(page => page.writer === writer).map(({ number }) => number));
    keeps.push(...(await listKeeps(repository, writer)).filter(({ number }) => numbers.has(number)));
  }
  return keeps;
}

export interface KeepRef extends Ref {
  readonly number: number;
}

/** Deletes refs that keep no page, or no page any more. */
export async function dropKeeps(
  { refs }: Repository,
  keeps: readonly KeepRef[],
  retire: PagesEdit['retire'],
): Promise<void> {
  if (keeps.length === 0) return;
  await retire(keeps.map(({ oid }) => oid));
  await refs.update(keeps.map(({ name, oid }) => ({ name, from: oid })));
}
