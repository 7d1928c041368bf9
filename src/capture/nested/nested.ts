/**
 * Repositories inside the work tree. Of a submodule Git keeps the commit, of others nothing; so all that no remote of
 * their own has is kept with the source, in their place, as files like any other.
 */
import type { Change, Repository, StatusEntry } from '../../git/repository.ts';
import type { Gitlink } from '../../git/work-tree-files.ts';
import type { NestedRepository, Omission } from '../../run/source.ts';
import type { SeenEntry } from '../source-plan.ts';
import { isFilled } from './filled.ts';
import { type Gathered, gather, keepWhatFits } from './gather.ts';
import { type Judged, judge, type Place } from './judge.ts';

export interface NestedRequest {
  readonly repository: Repository;
  readonly gitlinks: readonly Gitlink[];
  /** Of the work tree, without a look into submodules. */
  readonly entries: readonly StatusEntry[];
  /** Submodules that a checkout filled with the files of their commits: they are as the tree says. */
  readonly filled: readonly NestedRepository[];
  /** Bytes. */
  readonly sizeLimit: number;
}

export interface FoundNested {
  /** In the order of their paths. */
  readonly nested: readonly NestedRepository[];
  /** Their files, as far as they are to be stored. */
  readonly seen: readonly SeenEntry[];
  /** Submodules that have moved, and what gives way to files. */
  readonly changes: readonly Change[];
  /** The former of these. */
  readonly moved: readonly { readonly path: string; readonly inHead: boolean }[];
  readonly omitted: readonly Omission[];
  /** Paths of entries that are dealt with here. */
  readonly known: ReadonlySet<string>;
}

/** Each takes a few processes: so many are looked into at once. */
const AT_ONCE = 4;

/** Finds out what is to be kept of each. Trouble with one of them is told of it, and never thrown. */
export async function findNested(request: NestedRequest): Promise<FoundNested> {
  const { repository, gitlinks, entries, sizeLimit } = request;
  const filled = new Set(request.filled.map(({ path }) => path));
  const untracked = entries.filter(({ kind }) => kind === 'nested-repository');
  const { place, close } = placeOf(repository);
  try {
    const asked = gitlinks.filter(({ path }) => !filled.has(path));
    const judged = await inTurns(asked, gitlink => judge(place, gitlink));
    const held = [
      ...judged
        .filter(({ verdict }) => verdict === 'other')
        .map(one => ({ ...one, kind: 'submodule' as const })),
      ...untracked.map(({ path }) => ({ path, kind: 'repository' as const, dirty: true })),
    ];
    const gathered = await inTurns(held, one => gather(place, one, sizeLimit));
    const kept = keepWhatFits(gathered.flat(), sizeLimit);
    const nested = [...kept.nested, ...judged.flatMap(asTreeSays), ...request.filled];
    const movers = moved(judged, kept.nested, entries);
    return {
      nested: nested.sort((one, other) => (one.path < other.path ? -1 : 1)),
      seen: kept.seen,
      omitted: kept.omitted,
      changes: [...givingWay(gathered.flat(), kept.nested), ...movers.map(({ change }) => change)],
      moved: movers,
      known: new Set(
        [...judged.filter(({ verdict }) => verdict !== 'gone'), ...untracked, ...request.filled].map(
          ({ path }) => path,
        ),
      ),
    };
  } finally {
    await close();
  }
}

function placeOf(repository: Repository): { place: Place; close(): Promise<unknown> } {
  const top = repository.place.workTree as string;
  const opened: Repository[] = [];
  const place: Place = {
    top,
    prefix: '',
    isFilled: gitlink => isFilled(repository, gitlink),
    async open(path) {
      const found = await repository.open(`${top}/${path}`).catch(() => undefined);
      if (found !== undefined) opened.push(found);
      return found;
    },
  };
  return { place, close: () => Promise.all(opened.map(one => one.close())) };
}

async function inTurns<From, To>(items: readonly From[], make: (item: From) => Promise<To>): Promise<To[]> {
  const made: To[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    made.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(make))));
  return made;
}

/** Submodules of which the tree has the commit, with those inside them. */
function asTreeSays({ path, verdict, commit, dirty, within }: Judged): NestedRepository[] {
  if (verdict !== 'published' && verdict !== 'empty') return [];
  const itself: NestedRepository = {
    path,
    kind: 'submodule',
    ...(commit === undefined ? {} : { commit }),
    stored: false,
    left: verdict,
    dirty,
  };
  return [itself, ...within.flatMap(asTreeSays)];
}

/** What the tree has in the place of files that come. */
function givingWay(gathered: readonly Gathered[], nested: readonly NestedRepository[]): Change[] {
  const stored = new Set(nested.filter(one => one.stored).map(({ path }) => path));
  return gathered
    .filter(one => one.isOutermost && stored.has(one.path))
    .map(({ path }) => ({ path, deleted: true }));
}

/** Submodules that stay commits, and are at another one than HEAD says. */
function moved(
  judged: readonly Judged[],
  nested: readonly NestedRepository[],
  entries: readonly StatusEntry[],
): { readonly path: string; readonly inHead: boolean; readonly change: Change }[] {
  const stored = new Set(nested.filter(one => one.stored).map(({ path }) => path));
  const commits = new Map(judged.map(one => [one.path, one]));
  return entries.flatMap(({ path, kind, inHead }) => {
    const { commit, verdict } = commits.get(path) ?? {};
    if (kind !== 'submodule' || commit === undefined || verdict === 'gone' || stored.has(path)) return [];
    return [{ path, inHead, change: { path, mode: '160000', oid: commit } as const }];
  });
}
