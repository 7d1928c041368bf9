/** Who else among what git-run keeps holds some contents: reruns, other runs, runs in progress, snapshots. */
import type { Repository } from '../git/repository.ts';
import type { ContentCopy } from '../run/removal.ts';
import { LIVE, runIdOf, runRef, SNAPSHOTS } from '../run/run-ref.ts';
import { type CommitFacts, commitFacts, isSourceOfOurs } from '../store/first-commits.ts';
import { loadRuns } from '../store/load.ts';
import { listTips } from '../store/tips.ts';
import { DIRECTORY, treeItems } from '../store/tree-items.ts';

/** Finds them, a path each; in sources that are the user's own commits nothing is looked for. */
export async function findCopies(
  repository: Repository,
  blobs: ReadonlySet<string>,
  without: ReadonlySet<string> = new Set(),
): Promise<ContentCopy[]> {
  if (blobs.size === 0) return [];
  const runs = (await listTips(repository)).flatMap(({ id, commit, others = [] }) =>
    [commit, ...others].map(oid => ({ name: runRef(id), oid })),
  );
  const others = await repository.refs.list([`${LIVE}*`, `${SNAPSHOTS}*`]);
  const named = [...runs, ...others].filter(({ name }) => !without.has(name));
  // What a ledger tells of need not be here.
  const heads = await repository.objects.heads(named.map(({ oid }) => oid));
  const refs = named.filter((_, at) => heads[at] !== undefined);
  const commits = await readChains(
    repository,
    refs.map(({ oid }) => oid),
  );
  const trees = await readTrees(
    repository,
    [...commits.values()].filter(isLookedInto).map(({ tree }) => tree),
  );
  const paths = new Map<string, string | undefined>();
  const copies = refs.flatMap(({ name, oid }): Omit<ContentCopy, 'run'>[] => {
    for (
      let at: Link | undefined = commits.get(oid);
      at !== undefined;
      at = commits.get(at.parents[0] ?? '')
    ) {
      const path = isLookedInto(at) ? pathIn(at.tree, { trees, blobs, paths }) : undefined;
      if (path !== undefined) return [{ ref: name, path }];
      if (!at.isRun) break;
    }
    return [];
  });
  return withNames(repository, copies, new Map(refs.map(({ name, oid }) => [name, oid])));
}

interface Link extends CommitFacts {
  readonly isRun: boolean;
}

function isLookedInto({ isRun, message }: Link): boolean {
  return isRun || isSourceOfOurs(message);
}

/** The commits from tips to sources, by id. */
async function readChains(repository: Repository, tips: readonly string[]): Promise<Map<string, Link>> {
  const commits = new Map<string, Link>();
  let level = new Set(tips);
  while (level.size > 0) {
    const facts = await Promise.all([...level].map(oid => commitFacts(repository.objects, oid)));
    const records = await repository.objects.heads(facts.map(({ tree }) => `${tree}:manifest.json`));
    const next = new Set<string>();
    for (const [at, oid] of [...level].entries()) {
      const link = { ...(facts[at] as CommitFacts), isRun: records[at] !== undefined };
      commits.set(oid, link);
      if (link.isRun) for (const parent of link.parents) if (!commits.has(parent)) next.add(parent);
    }
    level = next;
  }
  return commits;
}

type Trees = ReadonlyMap<
  string,
  readonly { readonly name: string; readonly oid: string; readonly isTree: boolean }[]
>;

/** All trees below some; most are shared, and read once. */
async function readTrees({ objects }: Repository, roots: readonly string[]): Promise<Trees> {
  const trees = new Map<string, { name: string; oid: string; isTree: boolean }[]>();
  let level = [...new Set(roots)];
  while (level.length > 0) {
    const next = new Set<string>();
    for (const [at, object] of (await objects.read(level)).entries()) {
      const oid = level[at] as string;
      const items = (object && treeItems(object.content, oid)) ?? [];
      const entries = items.map(({ name, mode, oid: id }) => ({ name, oid: id, isTree: mode === DIRECTORY }));
      trees.set(oid, entries);
      for (const entry of entries) if (entry.isTree) next.add(entry.oid);
    }
    level = [...next].filter(oid => !trees.has(oid));
  }
  return trees;
}

interface Search {
  readonly trees: Trees;
  readonly blobs: ReadonlySet<string>;
  /** What was found below trees already. */
  readonly paths: Map<string, string | undefined>;
}

/** The first path below a tree that has one of the contents. */
function pathIn(tree: string, search: Search): string | undefined {
  if (search.paths.has(tree)) return search.paths.get(tree);
  let found: string | undefined;
  for (const { name, oid, isTree } of search.trees.get(tree) ?? []) {
    const below = isTree ? pathIn(oid, search) : undefined;
    if (below !== undefined) found = `${name}/${below}`;
    else if (!isTree && search.blobs.has(oid)) found = name;
    if (found !== undefined) break;
  }
  search.paths.set(tree, found);
  return found;
}

async function withNames(
  { objects }: Repository,
  copies: readonly Omit<ContentCopy, 'run'>[],
  tips: ReadonlyMap<string, string>,
): Promise<ContentCopy[]> {
  const runs = await loadRuns(
    objects,
    copies
      .map(({ ref }) => tips.get(ref) as string)
      .filter((_, at) => runIdOf(copies[at]?.ref ?? '') !== undefined),
  );
  const names = new Map(runs.map(run => [run.commit, 'error' in run ? undefined : run.run.name]));
  return copies.map(copy => {
    const id = runIdOf(copy.ref);
    const name = names.get(tips.get(copy.ref) as string);
    return id === undefined ? copy : { ...copy, run: { id, name: name ?? id } };
  });
}
