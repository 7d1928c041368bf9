/**
 * YAML as a tree of values, each with its written form where the value alone would print otherwise: PyYAML reads
 * `1e-3` as text and `on` as true, where YAML 1.2 has a number and text. The parser is loaded at the first file.
 */
import type { Alias, CST, Document, Node, Scalar, YAMLMap } from 'yaml';
import { MAX_LEVELS, scalarOf, type Tree, type TreeMap } from '../../run/flatten.ts';
import { MAX_DIGITS } from '../../run/json.ts';

/** Reads one document. Throws SyntaxError with the `line`, and RangeError on nesting deeper than 50 or aliases that multiply. */
export async function yamlTree(text: string): Promise<Tree> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)];
  // The steps behind this one recurse, and where the stack ends in a regular expression the engine ends the process.
  limitLevels(tokens);
  // Of a key that stands twice the last one holds, as for the programs that read these files.
  const composer = new yaml.Composer({ intAsBigInt: true, uniqueKeys: false, logLevel: 'error' });
  const [document, second] = [...composer.compose(tokens, true, text.length)] as Document.Parsed[];
  const error = document?.errors[0];
  if (error !== undefined) throw malformed(error.message, lines.linePos(error.pos[0]).line);
  if (second !== undefined) throw malformed('a second document', lines.linePos(second.range[0]).line);
  return treeReader(yaml)(document?.contents);
}

function malformed(why: string, line: number): SyntaxError {
  return Object.assign(new SyntaxError(why), { line });
}

function limitLevels(tokens: readonly CST.Token[]): void {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_LEVELS + 1) throw new RangeError(`nested deeper than ${MAX_LEVELS} levels`);
    for (const token of level) if ('source' in token) limitDigits(token.source);
    level = level.flatMap(inner);
  }
}

/** A number of millions of digits takes seconds to read, and again to print. */
function limitDigits(source: string): void {
  if (source.length > MAX_DIGITS && /^[-+]?(?:0[xo])?[\da-f_]+$/i.test(source.slice(0, MAX_DIGITS)))
    throw new RangeError(`a number of more than ${MAX_DIGITS} digits`);
}

function inner(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter(one => one !== undefined && one !== null),
  );
}

/** More entries than any file of 4 MiB has by itself: merged maps that merge merged maps multiply. */
const MAX_MERGED = 1_000_000;

/** Aliases share their anchor's tree, so that a few lines cannot become gigabytes. */
function treeReader({ isAlias, isMap, isScalar, isSeq }: typeof import('yaml')) {
  const made = new Map<Node, Tree | undefined>();
  const anchors = new Map<string, Node>();
  let merged = 0;
  return treeOf;

  function treeOf(node: unknown): Tree {
    if (isAlias(node)) return treeOfAlias(node);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return { value: null };
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    made.set(node, undefined);
    const tree = isScalar(node) ? leafOf(node) : isSeq(node) ? node.items.map(treeOf) : mapOf(node);
    made.set(node, tree);
    return tree;
  }

  function treeOfAlias(alias: Alias): Tree {
    const node = anchors.get(alias.source);
    const tree = node === undefined ? undefined : made.get(node);
    if (tree === undefined) throw new RangeError(`*${alias.source} stands for nothing before it`);
    return tree;
  }

  function mapOf(map: YAMLMap): TreeMap {
    const entries = new Map<string, Tree>();
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? (key.source ?? String(key.value)) : String(key);
      const tree = treeOf(value);
      if (name !== '<<') entries.set(name, tree);
      else for (const from of Array.isArray(tree) ? tree : [tree]) merge(entries, from);
    }
    return entries;
  }

  /** https://yaml.org/type/merge.html: what the map says itself wins, then what was merged first. */
  function merge(into: Map<string, Tree>, from: Tree): void {
    if (!(from instanceof Map)) return;
    merged += from.size;
    if (merged > MAX_MERGED) throw new RangeError('too many merged keys');
    for (const [key, tree] of from) if (!into.has(key)) into.set(key, tree);
  }
}

function leafOf({ value, source, type }: Scalar): Tree {
  const scalar = scalarOf(value);
  const written = type === 'PLAIN' && typeof scalar !== 'string' && source !== undefined && source !== '';
  return written && source !== String(scalar) ? { value: scalar, text: source } : { value: scalar };
}
