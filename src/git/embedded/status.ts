/** `git status` without the git program: HEAD against the index, the index against the files. Nothing is written. */
import type { BigIntStats } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import type { Status, StatusEntry } from '../repository.ts';
import { below, fromByteString } from './byte-string.ts';
import { parseCommit } from './commit.ts';
import { isTrue } from './config.ts';
import { conversionOf, converted, hasCrlf } from './convert.ts';
import { type IndexEntry, statBytes } from './index-file.ts';
import { fileId, objectId } from './loose-objects.ts';
import type { RefStore } from './ref-store.ts';
import { type FlatItem, flatten, GITLINK } from './tree.ts';
import { untrackedFiles } from './untracked.ts';
import { lookAt, type View, type WorkPlace } from './view.ts';

export interface StatusPlace extends WorkPlace {
  readonly refs: RefStore;
  /** As of WorkTree.status. */
  readonly ownOnly?: boolean;
  /** Whether a submodule differs from the commit the index has of it; its path is from the top. */
  submoduleDiffers(path: string, commit: string, ownOnly: boolean): Promise<boolean>;
}

export async function readStatus(at: StatusPlace): Promise<Status> {
  const head = at.refs.resolve('HEAD');
  const target = at.refs.raw('HEAD');
  const branch = target?.startsWith('ref: ') ? target.replace(/^ref: (?:refs\/heads\/)?/, '') : undefined;
  const view = lookAt(at);
  const inHead = await filesOf(at, head);
  const entries = [...(await trackedEntries(at, view, inHead)), ...untrackedEntries(view)];
  return {
    ...(head === undefined ? {} : { head }),
    ...(branch === undefined ? {} : { branch }),
    entries,
  };
}

async function filesOf({ store }: StatusPlace, commit: string | undefined): Promise<Map<string, FlatItem>> {
  const files = new Map<string, FlatItem>();
  if (commit === undefined) return files;
  const { tree } = parseCommit(await store.need(commit, 'commit'));
  for await (const item of flatten(store, tree)) files.set(item.path, item);
  return files;
}

async function trackedEntries(
  at: StatusPlace,
  view: View,
  inHead: ReadonlyMap<string, FlatItem>,
): Promise<StatusEntry[]> {
  const [merged, unmerged]: [StatusEntry[], Map<string, IndexEntry[]>] = [[], new Map()];
  for (const entry of view.index.entries) {
    if (entry.stage > 0) unmerged.set(entry.path, [...(unmerged.get(entry.path) ?? []), entry]);
    else {
      const found = await compare(at, view, entry, inHead.get(entry.path));
      if (found !== undefined) merged.push(found);
    }
  }
  for (const { path, mode } of inHead.values()) {
    if (!view.tracked.has(path)) merged.push(entryOf(path, mode === GITLINK, true, true));
  }
  merged.sort((one, other) => (one.path < other.path ? -1 : 1));
  const conflicts = [...unmerged].map(([path, stages]) => ({
    ...entryOf(
      path,
      false,
      isGone(view, path),
      stages.some(({ stage }) => stage === 2),
    ),
    kind: stages.some(({ mode }) => mode === GITLINK) ? ('submodule' as const) : ('unmerged' as const),
  }));
  return [...merged, ...conflicts];
}

function entryOf(path: string, isSubmodule: boolean, deleted: boolean, inHead: boolean): StatusEntry {
  return { path: fromByteString(path), kind: isSubmodule ? 'submodule' : 'tracked', deleted, inHead };
}

function* untrackedEntries(view: View): Generator<StatusEntry> {
  for (const { path, isRepository } of untrackedFiles(view, view.ignore)) {
    const kind = isRepository ? 'nested-repository' : 'untracked';
    yield { path: fromByteString(path), kind, deleted: false, inHead: false };
  }
}

async function compare(
  at: StatusPlace,
  view: View,
  entry: IndexEntry,
  head: FlatItem | undefined,
): Promise<StatusEntry | undefined> {
  const isStaged =
    head === undefined || head.oid !== entry.oid || head.mode !== entry.mode || entry.intentToAdd;
  const state = await fileState(at, view, entry);
  if (!isStaged && state === 'same') return undefined;
  const isSubmodule = entry.mode === GITLINK || head?.mode === GITLINK;
  return entryOf(entry.path, isSubmodule, state === 'gone', head !== undefined);
}

function isGone(view: View, path: string): boolean {
  const stat = view.lstat(path);
  return stat === undefined || stat.isDirectory();
}

async function fileState(
  at: StatusPlace,
  view: View,
  entry: IndexEntry,
): Promise<'same' | 'changed' | 'gone'> {
  const stat = view.lstat(entry.path);
  if (entry.assumeValid || (entry.skipWorkTree && (stat === undefined || !isSparse(at)))) return 'same';
  if (entry.mode === GITLINK) {
    if (stat === undefined) return 'gone';
    if (!stat.isDirectory()) return 'changed';
    const { path, oid } = entry;
    const differs = await at.submoduleDiffers(fromByteString(path), oid, at.ownOnly === true);
    return differs ? 'changed' : 'same';
  }
  if (stat === undefined || stat.isDirectory()) return 'gone';
  const isLink = stat.isSymbolicLink();
  if ((!isLink && !stat.isFile()) || isLink !== (entry.mode === '120000')) return 'changed';
  const isExecutable = (stat.mode & 0o100n) !== 0n;
  const trustsMode = isTrue(at.config.get('core.filemode') ?? 'true');
  if (!isLink && trustsMode && isExecutable !== (entry.mode === '100755')) return 'changed';
  // A file as young as the index may have changed after Git looked at it, within one tick of the clock.
  if (stat.mtimeNs < view.index.writtenNs && sameStat(entry, statBytes(stat, entry.mode))) return 'same';
  const known = entry.stat.readUInt32BE(36);
  if (known !== 0 && known !== Number(stat.size & 0xffffffffn)) return 'changed';
  return (await contentId(at, view, entry, stat)) === entry.oid ? 'same' : 'changed';
}

function isSparse({ config }: StatusPlace): boolean {
  return isTrue(config.get('core.sparsecheckout'));
}

/** All but the device, which Git does not compare either: it changes when a disk is mounted anew. */
function sameStat({ stat }: IndexEntry, now: Buffer): boolean {
  return stat.subarray(0, 16).equals(now.subarray(0, 16)) && stat.subarray(20).equals(now.subarray(20));
}

/** The id Git would give a file now; undefined where it cannot be read. */
async function contentId(
  { config, store }: StatusPlace,
  view: View,
  { path, oid }: IndexEntry,
  stat: BigIntStats,
): Promise<string | undefined> {
  const file = below(view.top, path);
  try {
    if (stat.isSymbolicLink()) return objectId('blob', await readlink(file, 'buffer'));
    const conversion = conversionOf(fromByteString(path), view.attributes(path), config);
    if (conversion === 'none') return await fileId(file, stat.size);
    const storedCrlf = async () => hasCrlf(await store.need(oid, 'blob'));
    return objectId('blob', await converted(await readFile(file), conversion, storedCrlf));
  } catch (error) {
    if (['EACCES', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
