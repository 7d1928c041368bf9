/** Files by path or glob, found with as little walking as the pattern allows. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathFromBytes, pathToBytes } from '../../run/path.ts';

/** A file that a pattern names. Symbolic links are named, and never walked through. */
export interface DiskFile {
  /** From the top, with `/`; absolute outside of it. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

export interface Walk {
  /** Directory entries that are looked at, at most. */
  readonly most: number;
  /** Called once where there are more. */
  exceeded(): void;
}

const MAX_DEPTH = 100;

/**
 * Finds files, each once, below a directory in the order of their names. A plain path costs one call of the system,
 * a directory stands for every file below it, a glob is walked from its first wildcard, `!` before a pattern takes
 * away. `.git` is never walked into; what cannot be read holds nothing.
 */
export async function* findFiles(
  top: string,
  patterns: readonly string[],
  { most, exceeded }: Walk = { most: 200_000, exceeded: () => {} },
): AsyncGenerator<DiskFile> {
  const unwanted = await matcherOf(patterns.filter(isNegative).map(pattern => pattern.slice(1)));
  const seen = new Set<string>();
  const budget = { left: most };
  for (const pattern of patterns.filter(pattern => !isNegative(pattern))) {
    for await (const file of filesOf(top, pattern, budget)) {
      const path = pathFrom(top, file);
      if (seen.has(path) || unwanted?.(path)) continue;
      seen.add(path);
      yield { path, file };
    }
  }
  if (budget.left < 0) exceeded();
}

/** A file's path from a directory, with `/`; absolute outside of it. */
export function pathFrom(top: string, file: string): string {
  const path = relative(top, file);
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? file : path.split(sep).join('/');
}

/** What the file system takes for a path of `pathFromBytes`: names that are not UTF-8 as their bytes. */
export function onDisk(path: string): string | Buffer {
  return /[\udc80-\udcff]/.test(path) ? pathToBytes(path) : path;
}

async function* filesOf(top: string, pattern: string, budget: { left: number }): AsyncGenerator<string> {
  const literal = resolve(top, pattern);
  const there = await stat(onDisk(literal)).catch(() => undefined);
  if (there?.isDirectory()) yield* below(literal, MAX_DEPTH, () => true, budget);
  else if (there !== undefined) yield literal;
  else if (isGlob(pattern)) {
    const { base, glob } = splitGlob(whole(pattern));
    const matches = await matcherOf([glob]);
    if (matches !== undefined) yield* below(resolve(top, base), depthOf(glob), matches, budget);
  }
}

/** Tells of a path from the top whether `findFiles` with these patterns could find it, were it there. */
export async function fileMatcher(patterns: readonly string[]): Promise<(path: string) => boolean> {
  const wanted = patterns.filter(pattern => !isNegative(pattern));
  // A directory stands for every file below it.
  const matches = await matcherOf(wanted.flatMap(pattern => [pattern, `${whole(pattern)}/**`]));
  const withheld = await matcherOf(patterns.filter(isNegative).map(pattern => pattern.slice(1)));
  return path => matches?.(path) === true && withheld?.(path) !== true;
}

type Matcher = (path: string) => boolean;

async function matcherOf(patterns: readonly string[]): Promise<Matcher | undefined> {
  if (patterns.length === 0) return undefined;
  const { default: picomatch } = await import('picomatch');
  // Names with a dot count: what a job wrote into `.hydra/` is a result like any other.
  return picomatch(patterns.map(whole), { dot: true });
}

/** A pattern as it is matched: no `./` before it, and a final slash stands for all that is below. */
function whole(pattern: string): string {
  return pattern.replace(/^(?:\.\/+)+/, '').replace(/\/+$/, '/**');
}

function isNegative(pattern: string): boolean {
  return pattern.startsWith('!') && !pattern.startsWith('!(');
}

function isGlob(text: string): boolean {
  return /[*?[\]{}()!+@]/.test(text);
}

function splitGlob(pattern: string): { base: string; glob: string } {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  return {
    base: parts.slice(0, first).join('/') || (first > 0 ? '/' : '.'),
    glob: parts.slice(first).join('/'),
  };
}

/** How many levels down a match can be: each level but those of `**` has its slash in the pattern. */
function depthOf(glob: string): number {
  return glob.includes('**') ? MAX_DEPTH : glob.split('/').length;
}

/** An explicit stack: generators within generators would pay for each level at each file. */
async function* below(
  directory: string,
  deepest: number,
  matches: Matcher,
  budget: { left: number },
): AsyncGenerator<string> {
  const stack = [''];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const deeper: string[] = [];
    for (const [name, entry] of await entriesOf(join(directory, at))) {
      if (--budget.left < 0) return;
      const path = at === '' ? name : `${at}/${name}`;
      if (!entry.isDirectory()) {
        if (matches(path)) yield join(directory, path);
      } else if (path.split('/').length < deepest) deeper.push(path);
    }
    for (const path of deeper.reverse()) stack.push(path);
  }
}

async function entriesOf(directory: string): Promise<[string, Dirent<Buffer>][]> {
  const entries = await readdir(onDisk(directory), { withFileTypes: true, encoding: 'buffer' }).catch(
    () => [],
  );
  return entries
    .map((entry): [string, Dirent<Buffer>] => [pathFromBytes(entry.name), entry])
    .filter(([name]) => name !== '.git')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
