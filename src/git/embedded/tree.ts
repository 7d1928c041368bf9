/** Tree objects: https://git-scm.com/docs/gitformat-tree. Names are byte strings. */
import { CorruptRecordError, UnsafePathError } from '../../run/errors.ts';
import type { Change } from '../repository.ts';
import { toByteString } from './byte-string.ts';
import type { ObjectStore } from './object-store.ts';

export interface TreeItem {
  /** Six octal digits. */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

export const TREE = '040000';
export const GITLINK = '160000';

/** Reads a tree object of SHA-1 ids. Throws CorruptRecordError where it is torn: it may be a stranger's. */
export function parseTree(content: Buffer): TreeItem[] {
  const items: TreeItem[] = [];
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(0x20, at);
    const end = blank < 0 ? -1 : content.indexOf(0, blank);
    if (end < 0 || end + 21 > content.length) throw new CorruptRecordError('a tree', 'its entries are torn');
    items.push({
      mode: content.toString('latin1', at, blank).padStart(6, '0'),
      name: content.toString('latin1', blank + 1, end),
      oid: content.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return items;
}

/** Prints a tree object in Git's order: a directory sorts as if its name ended in a slash. */
export function formatTree(items: readonly TreeItem[]): Buffer {
  const key = ({ mode, name }: TreeItem) => (mode === TREE ? `${name}/` : name);
  const sorted = items.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, oid }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`, 'latin1'),
      Buffer.from(oid, 'hex'),
    ]),
  );
}

/** A file of a tree; its path is a byte string. */
export interface FlatItem {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
}

/** Levels of a tree, as many as Git itself takes (core.maxTreeDepth); each is a generator within another. */
const MAX_LEVELS = 2048;

/** All files below a tree, in its order; `under` narrows them to one file, or to those of one directory. */
export async function* flatten(
  store: ObjectStore,
  tree: string,
  prefix = '',
  under?: string,
): AsyncGenerator<FlatItem> {
  if (prefix.split('/', MAX_LEVELS + 1).length > MAX_LEVELS)
    throw new CorruptRecordError(`tree ${tree}`, `it lies more than ${MAX_LEVELS} levels deep`);
  for (const { mode, name, oid } of parseTree(await store.need(tree, 'tree'))) {
    const path = `${prefix}${name}`;
    const isOnWay = under === undefined || under === path || path.startsWith(`${under}/`);
    if (mode === TREE) {
      if (isOnWay || under.startsWith(`${path}/`)) yield* flatten(store, oid, `${path}/`, under);
    } else if (isOnWay) yield { path, mode, oid };
  }
}

interface Node {
  mode: string;
  /** Absent once something below has changed. */
  oid: string | undefined;
  /** Absent until they are needed. */
  children?: Map<string, Node>;
}

/** Makes changes to a tree, in their order, and stores what is new; returns the new tree. */
export async function editTree(
  store: ObjectStore,
  base: string | undefined,
  changes: readonly Change[],
): Promise<string> {
  const root: Node = base === undefined ? emptyNode() : { mode: TREE, oid: base };
  for (const change of changes) {
    const names = namesOf(change.path);
    if ('deleted' in change) await remove(store, root, names);
    else {
      const oid = 'oid' in change ? change.oid : await store.put('blob', Buffer.from(change.content));
      await place(store, root, names, { mode: change.mode, oid });
    }
  }
  return writeNode(store, root);
}

function emptyNode(): Node {
  return { mode: TREE, oid: undefined, children: new Map() };
}

function namesOf(path: string): string[] {
  const names = toByteString(path).split('/');
  const wrong = names.some(name => /^(?:\.{0,2}|\.git)$/i.test(name) || name.includes('\0'));
  if (wrong) throw new UnsafePathError(path, 'a tree of Git holds no such name');
  return names;
}

async function childrenOf(store: ObjectStore, node: Node): Promise<Map<string, Node>> {
  node.children ??= new Map(
    parseTree(await store.need(node.oid as string, 'tree')).map(({ mode, name, oid }) => [
      name,
      { mode, oid },
    ]),
  );
  return node.children;
}

async function place(store: ObjectStore, root: Node, names: readonly string[], leaf: Node): Promise<void> {
  let node = root;
  for (const name of names.slice(0, -1)) {
    // A node that is about to change must know its children before it forgets which tree it was.
    const children = await childrenOf(store, node);
    node.oid = undefined;
    const child = children.get(name);
    const next = child?.mode === TREE ? child : emptyNode();
    children.set(name, next);
    node = next;
  }
  const children = await childrenOf(store, node);
  node.oid = undefined;
  children.set(names.at(-1) as string, leaf);
}

/** Directories that this leaves empty go too. */
async function remove(store: ObjectStore, node: Node, names: readonly string[]): Promise<boolean> {
  const [name = '', ...rest] = names;
  const children = await childrenOf(store, node);
  const child = children.get(name);
  if (child === undefined) return false;
  if (rest.length > 0) {
    if (child.mode !== TREE || !(await remove(store, child, rest))) return false;
    if ((await childrenOf(store, child)).size === 0) children.delete(name);
  } else children.delete(name);
  node.oid = undefined;
  return true;
}

async function writeNode(store: ObjectStore, node: Node): Promise<string> {
  if (node.oid !== undefined) return node.oid;
  const items: TreeItem[] = [];
  for (const [name, child] of node.children ?? []) {
    items.push({ name, mode: child.mode, oid: await writeNode(store, child) });
  }
  return store.put('tree', formatTree(items));
}
