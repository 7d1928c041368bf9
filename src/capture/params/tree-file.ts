/** YAML, TOML and JSON files as trees of values. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { MAX_LEVELS, scalarOf, type Tree, treeOfJson } from '../../run/flatten.ts';
import { parseTolerant } from '../../run/json.ts';
import { whyUnreadable } from '../problems.ts';
import { yamlTree } from './yaml-tree.ts';

/** What a file held, or why it could not be read, with the line where there is one. */
export type TreeReading =
  | { readonly tree: Tree }
  | { readonly why: string; readonly line?: number; readonly missing?: true };

/** A file of more bytes is not read; the parsers take seconds for it. */
const MAX_BYTES = 4 * 2 ** 20;

/** Whether `readTree` knows the format, by the name's ending. */
export function isTreeFile(file: string): boolean {
  return /\.(?:ya?ml|toml|json)$/i.test(file);
}

/** Reads a file of up to 4 MiB. Never throws. */
export async function readTree(file: string): Promise<TreeReading> {
  const text = await readText(file);
  if (typeof text !== 'string') return text;
  try {
    if (/\.toml$/i.test(file)) return { tree: await tomlTree(text) };
    return { tree: /\.json$/i.test(file) ? jsonTree(text) : await yamlTree(text) };
  } catch (error) {
    const { message, line } = error as Error & { line?: unknown };
    const why = message.split('\n', 1)[0] as string;
    return typeof line === 'number' ? { why, line } : { why };
  }
}

async function readText(file: string): Promise<string | TreeReading> {
  try {
    // Not to wait for a writer where the name is that of a pipe.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return { why: 'it is no regular file' };
      if (stat.size > MAX_BYTES) return { why: `it is larger than ${MAX_BYTES / 2 ** 20} MiB` };
      return (await handle.readFile('utf8')).replace(/^\ufeff/, '');
    } finally {
      await handle.close();
    }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { why: whyUnreadable(error), ...(missing ? { missing } : {}) };
  }
}

function jsonTree(text: string): Tree {
  try {
    return treeOfJson(parseTolerant(text));
  } catch (error) {
    throw placed(text) ?? error;
  }
}

/** The engine's parser does not always tell where it failed; ours does, and a NaN makes sure that it is asked. */
function placed(text: string): Error | undefined {
  const before = '[NaN,';
  try {
    parseTolerant(`${before}${text}]`);
    return undefined;
  } catch (error) {
    const [, why = '', character] = /^(.*) at character (\d+)$/s.exec((error as Error).message) ?? [];
    if (character === undefined) return undefined;
    const line = text.slice(0, Number(character) - before.length).split('\n').length;
    return Object.assign(new SyntaxError(why), { line });
  }
}

async function tomlTree(text: string): Promise<Tree> {
  const { parse } = await import('smol-toml');
  return treeOfToml(parse(text, { integersAsBigInt: 'asNeeded', maxDepth: 2 * MAX_LEVELS }), 0);
}

function treeOfToml(value: unknown, level: number): Tree {
  if (level > MAX_LEVELS) throw new RangeError(`nested deeper than ${MAX_LEVELS} levels`);
  if (Array.isArray(value)) return value.map(item => treeOfToml(item, level + 1));
  if (typeof value !== 'object' || value === null || value instanceof Date) return { value: scalarOf(value) };
  return new Map(Object.entries(value).map(([key, item]) => [key, treeOfToml(item, level + 1)]));
}
