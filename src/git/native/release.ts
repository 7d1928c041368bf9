/**
 * The one place where objects are removed. What the commits alone hold is found, packs are written again without it,
 * the old files are moved aside, and once more it is looked whether somebody has come to refer to any of it.
 */
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Release, Released } from '../space.ts';
import { type Ground, heldOnlyBy, isHeldBy, leaveOutBound } from './held-objects.ts';
import { findObjectFiles, type LooseFile, type ObjectFiles, type PackFile } from './object-files.ts';
import { type Quarantine, quarantineIn } from './quarantine.ts';
import { rewritePack } from './rewrite-pack.ts';
import { findRoots } from './roots.ts';
import { objectSizes } from './sizes.ts';
import { writersGone } from './writers.ts';

/** Somebody who refers to it again, or packs it again, makes a new round necessary. */
const ROUNDS = 5;

/** See `Space.release`. The caller holds the lock. */
export async function release(ground: Ground, commits: readonly string[], how: Release): Promise<Released> {
  const { git } = ground;
  const objects = join(
    (await git(['rev-parse', '--path-format=absolute', '--git-path', 'objects'])).toString().trim(),
  );
  const quarantine = quarantineIn(objects);
  if (!how.dryRun) {
    await quarantine.restore();
    await forget(ground, how.forget ?? []);
  }
  let gone = { objects: 0, bytes: 0 };
  for (let round = 1; ; round++) {
    const found = await findReleasable(ground, { commits, how, objects });
    const { heldBack } = found;
    if (how.dryRun) how.told?.(found.held);
    if (how.dryRun) return { ...(await weight(ground, found.held)), heldBack };
    const bytes = found.held.size === 0 ? 0 : await remove(ground, found, { objects, quarantine });
    if (bytes !== undefined) gone = { objects: gone.objects + found.held.size, bytes: gone.bytes + bytes };
    if (found.held.size === 0 || round === ROUNDS) {
      if (gone.objects > 0) await listForServer(ground, objects);
      return { ...gone, heldBack };
    }
  }
}

interface Releasable {
  readonly held: Set<string>;
  readonly files: ObjectFiles;
  readonly roots: ReadonlySet<string>;
  readonly heldBack: Released['heldBack'];
}

interface Asked {
  readonly commits: readonly string[];
  readonly how: Release;
  /** Their directory. */
  readonly objects: string;
}

async function findReleasable(ground: Ground, { commits, how, objects }: Asked): Promise<Releasable> {
  const roots = await findRoots(ground.git, ground.place, new Set(how.without));
  for (const oid of how.sparing ?? []) roots.add(oid);
  const held = await heldOnlyBy(ground, commits, roots);
  const all = new Set(held);
  const files = await findObjectFiles(ground.git, objects, held);
  await leaveOutBound(ground, held, stayingIds(files, held, how.before ?? Number.POSITIVE_INFINITY));
  // Borrowed ones are in nobody's reach.
  const own = new Set([...files.loose.map(({ oid }) => oid), ...files.packs.flatMap(({ oids }) => oids)]);
  for (const oid of held) if (!own.has(oid)) held.delete(oid);
  const back = new Set([...all].filter(oid => !held.has(oid) && own.has(oid)));
  const keptPacks = files.packs.filter(({ isKept }) => isKept).map(({ base }) => `${base}.pack`);
  return { held, files, roots, heldBack: { ...(await weight(ground, back)), keptPacks } };
}

function stayingIds({ loose, packs }: ObjectFiles, held: ReadonlySet<string>, before: number): Set<string> {
  const staying = new Set(loose.filter(({ modified }) => modified > before).map(({ oid }) => oid));
  for (const { oids, modified, isKept } of packs) {
    if (isKept || modified > before) for (const oid of oids) if (held.has(oid)) staying.add(oid);
  }
  return staying;
}

async function weight(
  { git }: Ground,
  oids: ReadonlySet<string>,
): Promise<{ objects: number; bytes: number }> {
  const sizes = await objectSizes(git, [...oids]);
  return { objects: oids.size, bytes: sizes.reduce((sum, size) => sum + (size?.disk ?? 0), 0) };
}

/** Bytes that are free; undefined where somebody refers to something of it by now, and all is as it was. */
async function remove(
  ground: Ground,
  { held, files, roots }: Releasable,
  { objects, quarantine }: { readonly objects: string; readonly quarantine: Quarantine },
): Promise<number | undefined> {
  const loose = files.loose.filter(({ oid }) => held.has(oid));
  const packs = files.packs.filter(({ isKept, oids }) => !isKept && oids.some(oid => held.has(oid)));
  let bytes = sizeOf(loose) + sizeOf(packs);
  for (const pack of packs) bytes -= await rewritePack(ground.git, pack, held);
  const isWanted = async () => {
    const now = await findRoots(ground.git, ground.place, new Set());
    const fresh = [...now].filter(oid => !roots.has(oid));
    return isHeldBy(ground, held, { fresh, known: [...roots] });
  };
  if (await isWanted()) return undefined;
  await writeGraph(ground, objects);
  const lists = packs.length > 0 ? await dropPackLists(packs) : [];
  for (const pack of packs) await quarantine.putPack(pack);
  for (const file of loose) await quarantine.putLoose(file);
  await writersGone(objects);
  if (await isWanted()) {
    await quarantine.restore();
    return undefined;
  }
  await quarantine.empty();
  await listPacksAgain(ground, lists);
  return bytes;
}

function sizeOf(files: readonly (LooseFile | PackFile)[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** A list of what is in all packs names packs that are about to go: Git drops it first, too. */
async function dropPackLists([pack]: readonly PackFile[]): Promise<readonly string[]> {
  const directory = dirname(pack?.base ?? '');
  const names = (await readdir(directory)).filter(name => name.startsWith('multi-pack-index'));
  for (const name of names) await rm(join(directory, name), { recursive: true, force: true });
  return names;
}

async function listPacksAgain({ git }: Ground, names: readonly string[]): Promise<void> {
  const bitmap = names.some(name => name.endsWith('.bitmap')) ? ['--bitmap'] : [];
  if (names.length > 0) await git(['multi-pack-index', 'write', '--no-progress', ...bitmap], { ok: ANY });
}

/** Empties reflogs of ours: there are some where `core.logAllRefUpdates` is `always`. */
async function forget({ git }: Ground, refs: readonly string[]): Promise<void> {
  const every = ['--expire=all', '--expire-unreachable=all'];
  for (const ref of refs) {
    const entries = await git(['reflog', 'show', '--format=%H', ref, '--'], { ok: [0, 128] });
    if (entries.length > 0) await git(['reflog', 'expire', ...every, ref]);
  }
}

/** None of these lists is needed to read an object: where one cannot be written it is done without. */
const ANY = [0, 1, 128, 255];

/** A graph of commits that names one that is gone is a damage to `git fsck`: it is made anew before that one goes. */
async function writeGraph({ git }: Ground, objects: string): Promise<void> {
  const names = new Set(await readdir(join(objects, 'info')).catch(() => [] as string[]));
  const write = ['commit-graph', 'write', '--reachable', '--no-progress'];
  if (names.has('commit-graph')) await git(write, { ok: ANY });
  if (names.has('commit-graphs')) await git([...write, '--split=replace'], { ok: ANY });
}

/** What a server without git reads. */
async function listForServer({ git }: Ground, objects: string): Promise<void> {
  const names = await readdir(join(objects, 'info')).catch(() => [] as string[]);
  if (names.includes('packs')) await git(['update-server-info'], { ok: ANY });
}
