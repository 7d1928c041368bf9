/** Trees of YAML as the texts that a program is to be given. */
import type { Tree } from '../../run/flatten.ts';

/** Absent where the file says null. */
export type Plain = string | Plain[] | Map<string, Plain> | undefined;

/** All scalars as text: of numbers the one that was written, of booleans Python's. A key with null behind it is none. */
export function plainOf(tree: Tree): Plain {
  if (tree instanceof Map) {
    const entries = [...tree].map(([key, value]) => [key, plainOf(value)] as const);
    return new Map(entries.filter(([, value]) => value !== undefined));
  }
  if (Array.isArray(tree)) return tree.map(plainOf);
  const { value, text } = tree as Extract<Tree, { value: unknown }>;
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return text ?? String(value);
}
