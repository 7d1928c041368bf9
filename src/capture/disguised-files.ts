/**
 * Files that `git status` calls clean though their bytes on disk are not those Git has: line ends, `$Id$`, encodings,
 * content filters. Their bytes ran, so the run keeps them.
 */
import { lstatSync } from 'node:fs';
import type { Change, FileMode, Repository, Status, TreeEntry } from '../git/repository.ts';
import type { ConvertibleFile, Marks } from '../git/work-tree-files.ts';
import type { Omission, RawFile } from '../run/source.ts';
import { digest, digestOfStored, onDisk } from './file-digest.ts';
import { look } from './file-look.ts';

/** Files of HEAD at which a second look is due. */
export interface Suspects extends Pick<Marks, 'hidden' | 'gitlinks' | 'sparse'> {
  readonly convertible: readonly ConvertibleFile[];
  /** Whether attributes are others than HEAD's: a file that seems as HEAD has it may not be. */
  readonly reconverted: boolean;
  /** HEAD's files by path; none where there is no suspect. */
  readonly inHead: ReadonlyMap<string, TreeEntry>;
}

/** Finds them beside `git status`; where nothing can be converted that is one call, of a few milliseconds. */
export async function findSuspects(repository: Repository, looked: Promise<Status>): Promise<Suspects> {
  const { worktree } = repository;
  const { hidden, converts, gitlinks, sparse } = await worktree.marks();
  const reconverted = (await looked).entries.some(({ path }) => path.endsWith('.gitattributes'));
  const isNeeded = converts || reconverted;
  const convertible = isNeeded ? await worktree.convertible({ changed: reconverted }) : [];
  const suspected = new Set([...convertible.map(({ path }) => path), ...hidden]);
  const inHead = suspected.size > 0 ? await filesOfHead(repository, suspected) : new Map<string, TreeEntry>();
  return { hidden, gitlinks, sparse, convertible, reconverted, inHead };
}

async function filesOfHead(
  repository: Repository,
  suspected: ReadonlySet<string>,
): Promise<Map<string, TreeEntry>> {
  const { objects, config } = repository;
  const isPartial = config.keys('remote.').some(key => key.endsWith('.promisor'));
  if (isPartial) return suspectsOfIndex(repository, suspected);
  const [tree] = await objects.read(['HEAD^{tree}']);
  const files = tree === undefined ? [] : await objects.files(tree.oid);
  return new Map(files.map(file => [file.path, file]));
}

/**
 * In a partial clone, to ask for the size of a blob is to fetch it, one by one: it is asked for files that are there.
 * What `git status` calls clean is in the index as it is in HEAD.
 */
async function suspectsOfIndex(
  { worktree, space, place }: Repository,
  suspected: ReadonlySet<string>,
): Promise<Map<string, TreeEntry>> {
  const present = await worktree.present();
  const files = present.flatMap(({ path, kind, mode, oid }) =>
    kind === 'tracked' && mode !== undefined && oid !== undefined && suspected.has(path)
      ? [{ path, mode, type: 'blob' as const, oid }]
      : [],
  );
  const there = files.filter(({ path }) => look(place.workTree as string, path).kind !== 'missing');
  const sizes = await space.sizes(there.map(({ oid }) => oid));
  const known = new Map(there.map(({ path }, index) => [path, sizes[index]?.size]));
  return new Map(files.map(file => [file.path, { ...file, size: known.get(file.path) ?? 0 }]));
}

export interface DisguiseRules {
  readonly suspects: Suspects;
  /** What `git status` named is stored anyway. */
  readonly named: ReadonlySet<string>;
  readonly sizeLimit: number;
}

export interface Disguised {
  readonly raw: readonly RawFile[];
  readonly omitted: readonly Omission[];
  /** Files that Git, with the attributes of now, would have otherwise than HEAD. */
  readonly changes: readonly Change[];
}

/** Stores the bytes of files that are not as HEAD has them; those over the size limit are told. */
export async function disguisedFiles(repository: Repository, rules: DisguiseRules): Promise<Disguised> {
  const found = lookedAt(repository.place.workTree as string, rules);
  // As many bytes as HEAD has of it already are not too many.
  const isLarge = ({ entry, size }: Found) => size > rules.sizeLimit && size !== entry.size;
  const small = found.filter(file => !isLarge(file));
  const [stored, omitted] = await Promise.all([
    storeExact(repository, small, rules.suspects.reconverted),
    Promise.all(found.filter(isLarge).map(file => omissionOf(repository, file))),
  ]);
  return { ...stored, omitted };
}

interface Found {
  readonly path: string;
  readonly entry: TreeEntry;
  /** Bytes on disk. */
  readonly size: number;
}

/** Files that may not be as HEAD has them, by their sizes. */
function lookedAt(top: string, { suspects, named }: DisguiseRules): Found[] {
  const found: Found[] = [];
  for (const { path, sameLength } of suspects.convertible) {
    const entry = suspects.inHead.get(path);
    if (entry?.type !== 'blob' || entry.mode === '120000' || named.has(path)) continue;
    const size = sizeOf(top, path);
    if (size !== undefined && (sameLength || size !== entry.size)) found.push({ path, entry, size });
  }
  return found;
}

/** The job waits, and there can be thousands: to ask from other threads would take twenty times as long. */
function sizeOf(top: string, path: string): number | undefined {
  try {
    const isText = !/[\ud800-\udfff]/.test(path);
    const stat = lstatSync(isText ? `${top}/${path}` : onDisk(top, path), { throwIfNoEntry: false });
    return stat?.isFile() ? stat.size : undefined;
  } catch {
    return undefined;
  }
}

/** With attributes of now the tree has a file as `git add` would: else Git would call it changed in a checkout. */
async function storeExact(
  { objects, worktree, place }: Repository,
  found: readonly Found[],
  reconverted: boolean,
): Promise<Pick<Disguised, 'raw' | 'changes'>> {
  const [raw, changes]: [RawFile[], Change[]] = [[], []];
  if (found.length === 0) return { raw, changes };
  const paths = found.map(({ path }) => path);
  const [exact, filtered] = await Promise.all([
    objects.store(paths),
    reconverted ? worktree.storeFiltered(paths) : [],
  ]);
  for (const [index, { path, entry }] of found.entries()) {
    const bytes = exact[index];
    if (bytes === undefined) continue;
    const oid = reconverted ? (filtered[index] ?? bytes) : entry.oid;
    if (oid !== entry.oid) changes.push({ path, mode: entry.mode as FileMode, oid });
    if (oid === bytes) continue;
    const file = onDisk(place.workTree as string, path);
    const facts = await digestOfStored(objects, file, bytes).catch(() => undefined);
    if (facts !== undefined) raw.push({ path, oid: bytes, ...facts });
  }
  return { raw, changes };
}

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer */
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[^\n]*\n)*?oid sha256:([0-9a-f]{64})\n/;

/** Of a file that LFS keeps, HEAD has the digest: it may be too large to be read before each run. */
async function omissionOf({ objects, place }: Repository, { path, entry, size }: Found): Promise<Omission> {
  const file = onDisk(place.workTree as string, path);
  const [pointer] = entry.size < 1024 ? await objects.read([entry.oid]) : [];
  const known = POINTER.exec(pointer?.content.toString() ?? '')?.[1];
  const sha256 = known ?? (await digest(file).catch(() => undefined))?.sha256;
  return {
    path,
    reason: 'filtered',
    size,
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}
