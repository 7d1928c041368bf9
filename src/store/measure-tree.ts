/**
 * How much a tree comes to, without following every path of it: each tree object is read once, however often it is
 * used, so that a dozen trees that name ten thousand million files are a dozen to read.
 */
import { pathToBytes } from '../run/path.ts';
import { whyUnsafe } from '../run/safe-path.ts';
import type { SoundObjects } from './sound-objects.ts';
import { DIRECTORY, type TreeItem, treeItems } from './tree-items.ts';

export interface TreeMeasure {
  /** Files and directories below it, each as often as there is a path to it. */
  readonly entries: number;
  /** Levels: 1 for a tree of files alone. */
  readonly depth: number;
  /** Bytes of the longest path in it. */
  readonly longest: number;
}

export interface MeasureLimits {
  /** Items of different tree objects: what is read, and held. */
  readonly items: number;
  /** As of `whyUnsafe`. */
  readonly windows: boolean;
}

/** Why a tree has no measure: an object is missing, or there is something in it that no file system should be asked for. */
export interface Unmeasured {
  readonly code: 'missing' | 'unsafe' | 'too-much';
  readonly why: string;
}

/** Measures a tree, by its id. What is in `known` is not read again. */
export async function measureTree(
  objects: SoundObjects,
  tree: string,
  known: Map<string, TreeMeasure>,
  limits: MeasureLimits,
): Promise<TreeMeasure | Unmeasured> {
  const nodes = new Map<string, readonly TreeItem[]>();
  let level = known.has(tree) ? [] : [tree];
  let count = 0;
  while (level.length > 0) {
    const next = new Set<string>();
    for (const [at, object] of (await objects.read(level)).entries()) {
      const oid = level[at] as string;
      if (typeof object === 'string') return { code: 'missing', why: `tree ${oid} ${object}` };
      const items = object.type === 'tree' ? treeItems(object.content, oid) : undefined;
      if (items === undefined) return { code: 'missing', why: `${oid} is no tree` };
      count += items.length;
      if (count > limits.items)
        return { code: 'too-much', why: `there are more than ${limits.items} entries` };
      const why = whyUnsafeItems(items, limits);
      if (why !== undefined) return { code: 'unsafe', why };
      nodes.set(oid, items);
      for (const item of items)
        if (item.mode === DIRECTORY && !nodes.has(item.oid) && !known.has(item.oid)) next.add(item.oid);
    }
    level = [...next];
  }
  addUp(tree, nodes, known);
  return known.get(tree) as TreeMeasure;
}

const MODES: ReadonlySet<string> = new Set([DIRECTORY, '100644', '100755', '100664', '120000', '160000']);

function whyUnsafeItems(items: readonly TreeItem[], { windows }: MeasureLimits): string | undefined {
  const names = new Set<string>();
  for (const { name, mode } of items) {
    const why = name.includes('/') ? 'it holds a slash' : whyUnsafe(name, { windows });
    if (why !== undefined) return `the name '${short(name)}' is unsafe: ${why}`;
    if (names.has(name)) return `the name '${short(name)}' is unsafe: it stands there twice`;
    if (!MODES.has(mode)) return `'${short(name)}' has the mode ${short(mode)}, which Git does not know`;
    names.add(name);
  }
  return undefined;
}

/** As much of a name as a message has room for. */
export function short(name: string): string {
  return name.length > 200 ? `${name.slice(0, 200)}…` : name;
}

/** What is below comes first; by a stack of our own, since a chain of trees can be of any length. */
function addUp(
  top: string,
  nodes: ReadonlyMap<string, readonly TreeItem[]>,
  known: Map<string, TreeMeasure>,
): void {
  const stack = [top];
  for (let oid = stack.at(-1); oid !== undefined; oid = stack.at(-1)) {
    const items = nodes.get(oid) ?? [];
    const open = known.has(oid)
      ? undefined
      : items.find(item => item.mode === DIRECTORY && !known.has(item.oid))?.oid;
    if (open !== undefined) {
      stack.push(open);
      continue;
    }
    if (!known.has(oid)) known.set(oid, sumOf(items, known));
    stack.pop();
  }
}

function sumOf(items: readonly TreeItem[], known: ReadonlyMap<string, TreeMeasure>): TreeMeasure {
  let [entries, depth, longest] = [0, 1, 0];
  for (const { name, mode, oid } of items) {
    const below = mode === DIRECTORY ? known.get(oid) : undefined;
    const length = pathToBytes(name).length;
    entries += 1 + (below?.entries ?? 0);
    depth = Math.max(depth, 1 + (below?.depth ?? 0));
    longest = Math.max(longest, length + (below === undefined ? 0 : 1 + below.longest));
  }
  return { entries, depth, longest };
}
