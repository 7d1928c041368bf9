/** The files of many runs, by id and kind: trees are read many at a time, and those that are shared once. */
import type { GitObject, Objects } from '../git/repository.ts';
import { RESOURCES } from '../run/manifest.ts';
import type { Kind } from '../run/weight.ts';
import { isSourceOfOurs, parseCommit } from '../store/first-commits.ts';
import { DIRECTORY, type TreeItem, treeItems } from '../store/tree-items.ts';

/** Blobs by id, each with a path it has in the run, or in its source. */
export type RunBlobs = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

/** Finds the files of runs by their commits, in order. What cannot be read is not counted. */
export async function runBlobs(
  objects: Pick<Objects, 'read'>,
  commits: readonly string[],
): Promise<RunBlobs[]> {
  const read = treeReader(objects);
  const chains = await readChains(objects, read, commits);
  const found = commits.map(() => ({
    artifacts: new Map<string, string>(),
    logs: new Map<string, string>(),
    metrics: new Map<string, string>(),
    source: new Map<string, string>(),
    records: new Map<string, string>(),
  }));
  const pairs: Pair[] = [];
  for (const [at, { top, source }] of chains.entries()) {
    const into = found[at] as (typeof found)[number];
    for (const { name, mode, oid } of top) {
      const kind = KIND_OF.get(name) ?? 'records';
      if (mode === DIRECTORY) pairs.push({ tree: oid, base: undefined, at: `${name}/`, into: into[kind] });
      else into[kind].set(oid, name);
    }
    if (source !== undefined) pairs.push({ ...source, at: '', into: into.source });
  }
  await compareAll(read, pairs);
  return found;
}

const KIND_OF: ReadonlyMap<string, Kind> = new Map([
  ['artifacts', 'artifacts'],
  ['logs', 'logs'],
  ['metrics', 'metrics'],
  [RESOURCES, 'metrics'],
]);

interface Pair {
  readonly tree: string;
  readonly base: string | undefined;
  /** The path that leads to it, with a final `/`. */
  readonly at: string;
  readonly into: Map<string, string>;
}

/** Level by level, all of them together. */
async function compareAll(read: TreeReader, pairs: readonly Pair[]): Promise<void> {
  let level = pairs.filter(({ tree, base }) => tree !== base);
  while (level.length > 0) {
    const trees = await read(level.flatMap(({ tree, base }) => (base === undefined ? [tree] : [tree, base])));
    const next: Pair[] = [];
    for (const { tree, base, at, into } of level) {
      const known = new Map(
        (base === undefined ? [] : (trees.get(base) ?? [])).map(item => [item.name, item]),
      );
      for (const { name, mode, oid } of trees.get(tree) ?? []) {
        const old = known.get(name);
        if (old?.oid === oid) continue;
        if (mode === DIRECTORY)
          next.push({
            tree: oid,
            base: old?.mode === DIRECTORY ? old.oid : undefined,
            at: `${at}${name}/`,
            into,
          });
        else if (mode !== SUBMODULE) into.set(oid, at + name);
      }
    }
    level = next;
  }
}

const SUBMODULE = '160000';

type TreeReader = (oids: readonly string[]) => Promise<ReadonlyMap<string, readonly TreeItem[]>>;

function treeReader(objects: Pick<Objects, 'read'>): TreeReader {
  const trees = new Map<string, readonly TreeItem[]>();
  return async oids => {
    const wanted = [...new Set(oids)].filter(oid => !trees.has(oid));
    for (const [at, object] of (await objects.read(wanted)).entries()) {
      const oid = wanted[at] as string;
      trees.set(oid, (object?.type === 'tree' && treeItems(object.content, oid)) || []);
    }
    return trees;
  };
}

interface Chain {
  readonly top: readonly TreeItem[];
  /** Trees of the source and of its parent; absent where the source is a commit of the user's. */
  readonly source?: { readonly tree: string; readonly base: string | undefined };
}

/** From each run's tip to its source. Only the trees at the top are read. */
async function readChains(
  objects: Pick<Objects, 'read'>,
  read: TreeReader,
  tips: readonly string[],
): Promise<Chain[]> {
  const commits = new Map<string, ReturnType<typeof parseCommit>>();
  const readCommits = async (oids: readonly string[]) => {
    const wanted = [...new Set(oids)].filter(oid => !commits.has(oid));
    const found: (GitObject | undefined)[] = await objects.read(wanted);
    for (const [at, oid] of wanted.entries()) commits.set(oid, parseCommit(found[at]));
  };
  const treeOf = (oid: string | undefined) => commits.get(oid ?? '')?.tree ?? '';
  await readCommits(tips);
  const tops = await read(tips.map(treeOf));
  let at = [...tips];
  for (let open = true; open; ) {
    const next = at.map(oid => commits.get(oid)?.parents[0] ?? '');
    await readCommits(next.filter(oid => oid !== ''));
    const trees = await read(next.map(treeOf).filter(oid => oid !== ''));
    // A run's tree has a manifest: what is behind the last of them is its source.
    const isRun = next.map(
      oid => trees.get(treeOf(oid))?.some(({ name }) => name === 'manifest.json') ?? false,
    );
    at = at.map((oid, index) => (isRun[index] ? (next[index] as string) : oid));
    open = isRun.includes(true);
  }
  const sources = at.map(oid => commits.get(oid)?.parents[0] ?? '');
  const parents = sources.map(oid => commits.get(oid)?.parents[0]);
  await readCommits(parents.filter(oid => oid !== undefined));
  return tips.map((tip, index) => {
    const top = tops.get(treeOf(tip)) ?? [];
    const source = commits.get(sources[index] as string);
    if (source === undefined || !isSourceOfOurs(source.message)) return { top };
    return { top, source: { tree: source.tree, base: commits.get(parents[index] ?? '')?.tree } };
  });
}
