/** Which objects some commits hold, and nothing else does. */
import type { GitConfig, GitObject, Place } from '../repository.ts';
import { allLines, gitLines } from './git-lines.ts';
import { objectTable } from './object-table.ts';
import type { GitProgram } from './program.ts';
import { OTHER_ROOTS } from './roots.ts';

export interface Ground {
  readonly git: GitProgram;
  readonly place: Place;
  readonly config: GitConfig;
  /** Reads objects of any size by id, in order. */
  read(oids: readonly string[]): Promise<(GitObject | undefined)[]>;
}

/**
 * Objects that are reachable from the commits and not from the roots, an index or a reflog; nor from an object that
 * nothing refers to: that may be work its owner wants back. What of the commits is gone already is passed over: to Git,
 * too, they are nobody's.
 */
export async function heldOnlyBy(
  ground: Ground,
  commits: readonly string[],
  roots: ReadonlySet<string>,
): Promise<Set<string>> {
  const there = await existing(ground.git, commits);
  if (there.length === 0) return new Set();
  // All that is reachable: what has been in old history, too, is nobody's to remove.
  const table = objectTable(...(await allObjects(ground)));
  for await (const lines of walk(ground, OTHER_ROOTS, [...roots])) for (const oid of lines) table.mark(oid);
  const held = new Set(there.filter(oid => table.isUnmarked(oid)));
  let level = await withoutBlobs(ground.git, held);
  while (level.length > 0) {
    const next = new Set<string>();
    for await (const { references } of readReferences(ground, level)) {
      for (const { oid, isFile } of references) {
        if (held.has(oid) || !table.isUnmarked(oid)) continue;
        held.add(oid);
        if (!isFile) next.add(oid);
      }
    }
    level = [...next];
  }
  const others = [...table.unmarked()].filter(oid => !held.has(oid));
  if (held.size > 0) await leaveOutFrom(ground, held, await withoutBlobs(ground.git, others));
  return held;
}

export interface NewRoots {
  readonly fresh: readonly string[];
  /** Those of before, which hold none of the objects. */
  readonly known: readonly string[];
}

/** Whether new roots, or an index, hold any of the objects. */
export async function isHeldBy(
  ground: Ground,
  held: ReadonlySet<string>,
  { fresh, known }: NewRoots,
): Promise<boolean> {
  const names = [...(await existing(ground.git, fresh)), ...known.map(oid => `^${oid}`)];
  for await (const lines of walk(ground, ['--indexed-objects'], names))
    if (lines.some(oid => held.has(oid))) return true;
  return false;
}

/** Takes out what these objects refer to, and all below it. */
async function leaveOutFrom(ground: Ground, held: Set<string>, objects: Iterable<string>): Promise<void> {
  let level: string[] = [...objects];
  while (level.length > 0 && held.size > 0) {
    const next = new Set<string>();
    for await (const { references } of readReferences(ground, level)) {
      for (const { oid, isFile } of references) if (held.delete(oid) && !isFile) next.add(oid);
    }
    level = [...next];
  }
}

/**
 * Takes out objects that must stay for now, and all that is bound to them: what they refer to, which they would be
 * broken without, and what refers to them, by which they are found the next time.
 */
export async function leaveOutBound(
  ground: Ground,
  held: Set<string>,
  staying: ReadonlySet<string>,
): Promise<void> {
  if (staying.size === 0) return;
  const users = new Map<string, string[]>();
  for await (const { of, references } of readReferences(ground, await withoutBlobs(ground.git, held))) {
    for (const { oid } of references) if (held.has(oid)) users.set(oid, [...(users.get(oid) ?? []), of]);
  }
  const bound = new Set(staying);
  // What is added to a set while it is gone through comes up too.
  for (const oid of bound) for (const user of users.get(oid) ?? []) bound.add(user);
  for (const oid of bound) held.delete(oid);
  await leaveOutFrom(ground, held, await withoutBlobs(ground.git, bound));
}

async function* readReferences({ read, place }: Ground, oids: readonly string[]) {
  const width = place.objectFormat === 'sha256' ? 64 : 40;
  for (let at = 0; at < oids.length; at += AT_ONCE) {
    // One that is dropped meanwhile, by a `repack` that keeps what is reachable alone, is nobody's and keeps nothing.
    for (const object of await read(oids.slice(at, at + AT_ONCE)))
      if (object !== undefined) yield { of: object.oid, references: referredTo(object, width) };
  }
}

async function withoutBlobs(git: GitProgram, oids: Iterable<string>): Promise<string[]> {
  const input = [...oids].map(oid => `${oid}\n`).join('');
  const lines = await allLines(
    git,
    ['cat-file', '--buffer', '--batch-check=%(objectname) %(objecttype)'],
    input,
  );
  return lines.flatMap(line => /^(\w+) (?:commit|tree|tag)$/.exec(line)?.[1] ?? []);
}

const AT_ONCE = 256;

interface Reference {
  readonly oid: string;
  /** It refers to nothing itself, and may be large. */
  readonly isFile: boolean;
}

/** The ids in an object: https://git-scm.com/docs/gitformat-tree, https://git-scm.com/docs/gitformat-commit */
function referredTo({ type, content }: GitObject, width: number): Reference[] {
  if (type === 'blob') return [];
  if (type !== 'tree') {
    const head = content.toString('latin1').split('\n\n', 1)[0] as string;
    const isFile = /^type blob$/m.test(head);
    return [...head.matchAll(/^(?:tree|parent|object) ([0-9a-f]+)$/gm)].map(([, oid = '']) => ({
      oid,
      isFile,
    }));
  }
  const found: Reference[] = [];
  for (let at = 0; at < content.length; ) {
    const end = content.indexOf(0, at);
    const next = end + 1 + width / 2;
    found.push({ oid: content.toString('hex', end + 1, next), isFile: content[at] !== TREE });
    at = next;
  }
  return found;
}

/** The first digit of a tree's mode, 40000. */
const TREE = 0x34;

/** Objects below some names. What a partial clone has not got ends no walk; a hole in any other repository does. */
function walk({ git, config }: Ground, options: readonly string[], names: readonly string[]) {
  const args = [
    // What an object is replaced by is a ref like any other, and the object itself stays.
    '--no-replace-objects',
    'rev-list',
    '--objects',
    '--no-object-names',
    ...missingAllowed(config),
    '--stdin',
    ...options,
  ];
  return gitLines(git, args, `${names.join('\n')}\n`);
}

/** An argument of `rev-list` where the repository is a partial clone: what it has not got is not to be fetched. */
export function missingAllowed(config: GitConfig): readonly string[] {
  const promised = config.keys('remote.').filter(key => key.endsWith('.promisor'));
  const isPartial = promised.some(key => config.get(key) === 'true');
  return isPartial || config.get('extensions.partialclone') !== undefined ? ['--missing=allow-any'] : [];
}

async function existing(git: GitProgram, ids: readonly string[]): Promise<string[]> {
  const answers = await allLines(
    git,
    ['cat-file', '--batch-check=%(objectname)'],
    ids.map(id => `${id}\n`).join(''),
  );
  return answers.filter(line => /^[0-9a-f]+$/.test(line));
}

/** Ids of all objects, in order. */
async function allObjects({ git, place }: Ground): Promise<[Buffer, number]> {
  const args = ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'];
  const chunks: Buffer[] = [];
  for await (const lines of gitLines(git, args)) chunks.push(Buffer.from(lines.join(''), 'hex'));
  return [Buffer.concat(chunks), place.objectFormat === 'sha256' ? 32 : 20];
}
