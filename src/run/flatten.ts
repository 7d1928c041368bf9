/** Trees of settings and results, as YAML, TOML and JSON hold them, flattened to dotted keys. */
import { exactInteger, type Json } from './json.ts';
import type { Scalar } from './param.ts';

/** One value of a tree, with its written form where that is not how the value prints. */
export interface Leaf {
  readonly value: Scalar;
  readonly text?: string;
}

export type Tree = Leaf | TreeList | TreeMap;
export type TreeList = readonly Tree[];
export type TreeMap = ReadonlyMap<string, Tree>;

/** A tree of more keys is data, not settings. */
export const MAX_KEYS = 10_000;
/** A tree of more levels is refused. */
export const MAX_LEVELS = 50;
/** Of all values together: branches that share one anchor multiply. */
const MAX_CHARACTERS = 16 * 2 ** 20;

/**
 * Flattens a tree: `model.layers.0.size`. A list of nothing but scalars is one value, its text JSON, unless `items` are
 * asked for; of a key that occurs twice the last holds. Throws RangeError over 10,000 keys, 50 levels or 16 Mi characters.
 */
export function flatten(tree: TreeMap, { items = false } = {}): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const budget = { visits: 10 * MAX_KEYS, characters: MAX_CHARACTERS };
  visitMap(tree, '', 1);
  return leaves;

  function visit(at: Tree, key: string, level: number): void {
    if (level > MAX_LEVELS) throw new RangeError(`nested deeper than ${MAX_LEVELS} levels`);
    if (--budget.visits < 0) throw new RangeError(`more than ${MAX_KEYS} keys`);
    if (at instanceof Map) visitMap(at, `${key}.`, level);
    else if (!Array.isArray(at)) keep(key, at as Leaf);
    else if (at.length === 0 || (!items && at.every(isLeaf)))
      keep(key, { value: listText(at as readonly Leaf[], budget) });
    else for (const [index, item] of at.entries()) visit(item, `${key}.${index}`, level + 1);
  }

  function visitMap(map: TreeMap, prefix: string, level: number): void {
    for (const [key, item] of map) visit(item, prefix + key, level + 1);
  }

  function keep(key: string, leaf: Leaf): void {
    budget.characters -= key.length + String(leaf.value).length;
    if (budget.characters < 0) throw new RangeError('too much text');
    leaves.set(key, leaf);
    if (leaves.size > MAX_KEYS) throw new RangeError(`more than ${MAX_KEYS} keys`);
  }
}

/** Whether a part of a tree is a value. */
export function isLeaf(tree: Tree): tree is Leaf {
  return !(tree instanceof Map) && !Array.isArray(tree);
}

/** A JSON value as a tree. Throws RangeError on nesting deeper than 50. */
export function treeOfJson(json: Json, level = 0): Tree {
  if (typeof json !== 'object' || json === null) return { value: json };
  if (level > MAX_LEVELS) throw new RangeError(`nested deeper than ${MAX_LEVELS} levels`);
  if (Array.isArray(json)) return json.map(item => treeOfJson(item, level + 1));
  return new Map(Object.entries(json).map(([key, item]) => [key, treeOfJson(item, level + 1)]));
}

/** A value that a parser of some format gave, as one of ours; what is no scalar becomes its text. */
export function scalarOf(value: unknown): Scalar {
  if (typeof value === 'bigint') return exactInteger(value.toString());
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value.toISOString() : String(value);
}

function listText(items: readonly Leaf[], budget: { characters: number }): string {
  const texts: string[] = [];
  for (const { value, text } of items) {
    const item = typeof value === 'string' ? JSON.stringify(value) : (text ?? String(value));
    budget.characters -= item.length + 1;
    if (budget.characters < 0) throw new RangeError('too much text');
    texts.push(item);
  }
  return `[${texts.join(',')}]`;
}
