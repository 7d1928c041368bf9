/**
 * The commits of a run: the first, whose only parent is its source, and those of later edits, which add files and
 * change none but artifacts that are added again. A commit is one of the run's where it has the run's own `run.json`.
 */
import type { SoundObjects } from './sound-objects.ts';
import { DIRECTORY, type TreeItem, treeItems } from './tree-items.ts';

export interface RunHistory {
  /** The source commit, and its tree. */
  readonly source: { readonly commit: string; readonly tree: string };
  /** The tree of the run as it is now. */
  readonly tree: string;
  /** The run's own commits, by id: the tip, its parents, theirs. */
  readonly commits: ReadonlyMap<string, OwnCommit>;
}

export interface OwnCommit {
  readonly tree: string;
  /** Those of its parents that are of the run too: none of the first, several of a merge. */
  readonly parents: readonly string[];
}

/** More commits than a run has edits; more parents than clones merge at once; more of trees than those come to. */
const MOST = { commits: 10_000, parents: 16, commitBytes: 2 ** 20, treeBytes: 2 ** 28 };

/** Directories that later edits add to. */
const GROWING: ReadonlySet<string> = new Set(['annotations', 'artifacts', 'attempts']);

/** Follows a run's commits back to its source, or says what is wrong with them. */
export async function runHistory(objects: SoundObjects, tip: string): Promise<RunHistory | string> {
  const reader = limitedReader(objects);
  const found = await follow(reader, tip);
  return reader.exhausted() ? `its commits have more than ${MOST.treeBytes} bytes of directories` : found;
}

async function follow(reader: Reader, tip: string): Promise<RunHistory | string> {
  const top = await reader.commit(tip);
  if (typeof top === 'string') return top;
  const record = top.items.get('run.json')?.oid;
  if (record === undefined) return `commit ${tip} holds no run.json`;
  const commits = new Map([[tip, top]]);
  const sources = new Map<string, Commit>();
  for (const [oid, commit] of commits) {
    const own: Commit[] = [];
    for (const parent of commit.parents) {
      const found = commits.get(parent) ?? sources.get(parent) ?? (await reader.commit(parent));
      if (typeof found === 'string') return found;
      if (found.items.get('run.json')?.oid === record) {
        own.push(found);
        commits.set(parent, found);
      } else sources.set(parent, found);
    }
    if (commits.size > MOST.commits) return `it has more than ${MOST.commits} commits`;
    const why =
      own.length === 0 ? whyNotFirst(oid, commit) : await whyNotAdded(reader, { oid, commit, parents: own });
    if (why !== undefined) return why;
  }
  const [[commit, { tree }] = ['', { tree: '' }], ...more] = sources;
  if (more.length > 0) return 'it has more than one source';
  const own = [...commits].map(([oid, { tree, parents }]) => {
    return [oid, { tree, parents: parents.filter(parent => commits.has(parent)) }] as const;
  });
  return { source: { commit, tree }, tree: top.tree, commits: new Map(own) };
}

interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  /** Of its tree, by name. */
  readonly items: ReadonlyMap<string, TreeItem>;
}

function whyNotFirst(oid: string, { parents }: Commit): string | undefined {
  return parents.length === 1
    ? undefined
    : `commit ${oid} has ${parents.length} parents, and none is of this run`;
}

interface Step {
  readonly oid: string;
  readonly commit: Commit;
  /** Those of its parents that are of this run. */
  readonly parents: readonly Commit[];
}

async function whyNotAdded(reader: Reader, { oid, commit, parents }: Step): Promise<string | undefined> {
  if (parents.length < commit.parents.length) return `commit ${oid} has a parent that is not of this run`;
  for (const { items } of parents) {
    for (const { name } of commit.items.values())
      if (!items.has(name) && !GROWING.has(name)) return `commit ${oid} adds ${name}`;
    for (const item of items.values()) {
      const now = commit.items.get(item.name);
      const kept = isSame(now, item) || (await grows(reader, item, now));
      if (typeof kept === 'string') return kept;
      if (!kept) return `commit ${oid} changes ${item.name}`;
    }
  }
  return undefined;
}

function isSame(one: TreeItem | undefined, other: TreeItem): boolean {
  return one !== undefined && one.oid === other.oid && one.mode === other.mode;
}

/** Whether everything of a directory is there still. An artifact may be added again, and then an edit has its digest. */
async function grows(reader: Reader, from: TreeItem, to: TreeItem | undefined): Promise<boolean | string> {
  if (!GROWING.has(from.name)) return false;
  const open: [TreeItem, TreeItem | undefined][] = [[from, to]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [before, now] = pair;
    if (isSame(now, before)) continue;
    if (from.name === 'artifacts' && isFile(now) && isFile(before)) continue;
    if (now?.mode !== DIRECTORY || before.mode !== DIRECTORY) return false;
    const [old, items] = [await reader.tree(before.oid), await reader.tree(now.oid)];
    if (typeof old === 'string') return old;
    if (typeof items === 'string') return items;
    for (const item of old.values()) open.push([item, items.get(item.name)]);
  }
  return true;
}

function isFile(item: TreeItem | undefined): boolean {
  return item?.mode.startsWith('100') === true;
}

type Reader = ReturnType<typeof limitedReader>;

/** Reads commits and trees until they are too many. */
function limitedReader(objects: SoundObjects) {
  let left = MOST.treeBytes;
  const tree = async (oid: string): Promise<ReadonlyMap<string, TreeItem> | string> => {
    const [object] = await objects.read([oid]);
    if (typeof object !== 'object') return `tree ${oid} ${object}`;
    left -= object.content.length;
    if (left < 0) return 'is one too many';
    const items = object.type === 'tree' ? treeItems(object.content, oid) : undefined;
    return items === undefined ? `${oid} is no tree` : new Map(items.map(item => [item.name, item]));
  };
  const commit = async (oid: string): Promise<Commit | string> => {
    const [object] = await objects.read([oid], MOST.commitBytes);
    if (typeof object !== 'object') return `commit ${oid} ${object}`;
    if (object.type !== 'commit') return `${oid} is a ${object.type}, not a commit`;
    const head = object.content.toString('latin1').split('\n\n', 1)[0] as string;
    const top = /^tree ([0-9a-f]+)$/m.exec(head)?.[1] ?? '';
    const parents = [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent as string);
    if (parents.length > MOST.parents) return `commit ${oid} has ${parents.length} parents`;
    const items = await tree(top);
    return typeof items === 'string' ? items : { tree: top, parents, items };
  };
  return { commit, tree, exhausted: () => left < 0 };
}
