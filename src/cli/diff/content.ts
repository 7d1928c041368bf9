/** What is in artifacts that differ: JSON key by key, the rest as Git compares it. Nothing large is read into memory. */

import type { ReadableObjects } from '../../git/readable.ts';
import type { Repository } from '../../git/repository.ts';
import { changes } from '../../query/changes.ts';
import { isSameFact } from '../../query/facts.ts';
import { flatten, type Leaf, treeOfJson } from '../../run/flatten.ts';
import { parseTolerant } from '../../run/json.ts';
import type { Artifact } from '../../run/manifest.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { ContentView } from '../../view/diff/content.ts';
import { formatBytes } from '../../view/format.ts';
import type { Context } from '../context.ts';
import { gatherText } from './gather.ts';

/** An artifact as the two runs have it; absent where that one has none. */
export interface ContentPair {
  /** What it is called. */
  readonly title: string;
  readonly a?: ContentPlace;
  readonly b?: ContentPlace;
}

export interface ContentPlace extends Pick<Artifact, 'path' | 'size' | 'pointer'> {
  /** The run's commit. */
  readonly commit: string;
}

export interface ContentWish {
  readonly colour: boolean;
  /** Whether JSON is text like any other. */
  readonly asText: boolean;
}

/** JSON of more bytes is text. */
const MOST_JSON = 4 << 20;
/** Git compares nothing line by line that has more. */
const MOST_TEXT = 16 << 20;
/** So many artifacts are compared, one call of Git each. */
const MOST_PAIRS = 100;

/** Compares artifacts that differ. Throws CorruptRecordError. */
export async function readContent(
  context: Context,
  pairs: readonly ContentPair[],
  wish: ContentWish,
): Promise<ContentView[]> {
  const { objects } = await context.source();
  const content: ContentView[] = [];
  for (const pair of pairs.slice(0, MOST_PAIRS)) {
    const known = asDigests(pair) ?? (wish.asText ? undefined : await asJson(objects, pair));
    content.push(known ?? (await asText(context, pair, wish)));
  }
  if (pairs.length > MOST_PAIRS) {
    const text = `of ${pairs.length} artifacts that differ only the first ${MOST_PAIRS} are compared`;
    content.push({ kind: 'remark', path: 'Content', text });
  }
  return content;
}

/** What is no object of Git's is nothing to read, or to hand to Git: it would compare the pointers. */
function asDigests({ title, a, b }: ContentPair): ContentView | undefined {
  const large = [a, b].find(place => place?.pointer);
  if (large === undefined) return undefined;
  const text = `${formatBytes(large.size)}: what Git LFS keeps is compared by digests`;
  return { kind: 'remark', path: title, text };
}

async function asJson(
  objects: ReadableObjects,
  { title, a, b }: ContentPair,
): Promise<ContentView | undefined> {
  if (a === undefined || b === undefined) return undefined;
  const places = [a, b];
  if (!places.every(({ path, size }) => /\.json$/i.test(path) && size <= MOST_JSON)) return undefined;
  const found = await objects.read(places.map(nameOf), MOST_JSON);
  const [one, other] = found.map(object => leavesOf(object?.content));
  if (one === undefined || other === undefined) return undefined;
  return { kind: 'json', path: title, changes: changes(one, other, isSameFact) };
}

function leavesOf(content: Buffer | undefined): Map<string, Leaf> | undefined {
  if (content === undefined) return undefined;
  try {
    const tree = treeOfJson(parseTolerant(content.toString()));
    return flatten(tree instanceof Map ? tree : new Map([['$', tree]]), { items: true });
  } catch {
    // What is malformed, too deep or too much is text.
    return undefined;
  }
}

async function asText(context: Context, pair: ContentPair, wish: ContentWish): Promise<ContentView> {
  const { title, a, b } = pair;
  const remark = (text: string): ContentView => ({ kind: 'remark', path: title, text });
  const large = [a, b].find(place => place !== undefined && place.size > MOST_TEXT);
  if (large !== undefined)
    return remark(`${formatBytes(large.size)}: over ${formatBytes(MOST_TEXT)} only digests are compared`);
  const repository = context.remote === undefined ? await context.repository() : undefined;
  if (repository?.diffs === undefined)
    return remark(
      `no patch: ${context.remote === undefined ? 'that needs the git program' : 'fetch the runs first'}`,
    );
  try {
    const { text } = await gatherText(printed(repository, pair, wish));
    return { kind: 'text', path: title, patch: text };
  } catch (error) {
    // A name that is no UTF-8 cannot be given to Git; and an object may be missing.
    if (error instanceof GitCommandError) return remark('Git cannot compare it');
    throw error;
  }
}

/** Git compares what both have by its names; what one lacks, with nothing: in the tree the file is in. */
function printed(
  { diffs, place }: Repository,
  { a, b }: ContentPair,
  { colour }: ContentWish,
): AsyncIterable<Buffer> {
  const wish = { forms: ['patch'], colour } as const;
  if (diffs === undefined) throw new TypeError('asked without a git program');
  if (a !== undefined && b !== undefined) return diffs.print(nameOf(a), nameOf(b), wish);
  const nothing = EMPTY_TREE[place.objectFormat === 'sha256' ? 'sha256' : 'sha1'];
  const [from, to] = [a?.commit ?? nothing, b?.commit ?? nothing];
  return diffs.print(from, to, { ...wish, paths: [`:(top,literal)artifacts/${(a ?? b)?.path}`] });
}

/** Git knows these without storing them. */
const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

function nameOf({ commit, path }: ContentPlace): string {
  return `${commit}:artifacts/${path}`;
}
