/** In which files of this repository's own objects are: loose ones, and packs. What it borrows is left alone. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitLines } from './git-lines.ts';
import { parsePackIndex } from './pack-index.ts';
import type { GitProgram } from './program.ts';

export interface LooseFile {
  readonly oid: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** ms since 1970. */
  readonly modified: number;
}

export interface PackFile {
  /** `<directory>/pack-<hash>`, to which the endings are added. */
  readonly base: string;
  /** Its objects in the order of the pack. */
  readonly oids: readonly string[];
  /** Bytes of the pack and what belongs to it. */
  readonly size: number;
  /** ms since 1970. */
  readonly modified: number;
  /** Somebody, or a process at work, wants it as it is. */
  readonly isKept: boolean;
}

export interface ObjectFiles {
  readonly loose: readonly LooseFile[];
  /** Those that hold any of the objects. */
  readonly packs: readonly PackFile[];
}

/** All that a pack consists of. Without its index it is not seen, so that goes first. */
export const PACK_PARTS = ['.idx', '.pack', '.rev', '.bitmap', '.mtimes', '.promisor'];

/** A pack that is joined with others while it is looked at makes a new look necessary: its objects are elsewhere now. */
const LOOKS = 5;

/** Finds the files that hold some objects. */
export async function findObjectFiles(
  git: GitProgram,
  directory: string,
  wanted: ReadonlySet<string>,
): Promise<ObjectFiles> {
  const [first] = wanted;
  if (first === undefined) return { loose: [], packs: [] };
  for (let look = 1; ; look++) {
    const asked = { wanted, width: first.length / 2 };
    const { packs, vanished } = await findPacks(git, join(directory, 'pack'), asked);
    // An index whose pack never was, or was lost, is nothing to Git either.
    if (vanished && look < LOOKS) continue;
    const loose = await Promise.all([...wanted].map(oid => looseFile(directory, oid)));
    return { loose: loose.filter(file => file !== undefined), packs };
  }
}

interface Wanted {
  readonly wanted: ReadonlySet<string>;
  /** Bytes of an id. */
  readonly width: number;
}

async function findPacks(git: GitProgram, directory: string, { wanted, width }: Wanted) {
  const names = await readdir(directory);
  const packs: PackFile[] = [];
  let vanished = false;
  for (const name of names.filter(file => file.endsWith('.idx'))) {
    const base = join(directory, name.slice(0, -'.idx'.length));
    try {
      const oids = await packedIds(git, base, width);
      if (oids.some(oid => wanted.has(oid))) packs.push(await packFile(base, names, oids));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      vanished = true;
    }
  }
  return { packs, vanished };
}

async function looseFile(directory: string, oid: string): Promise<LooseFile | undefined> {
  const path = join(directory, oid.slice(0, 2), oid.slice(2));
  const found = await stat(path).catch(() => undefined);
  return found && { oid, path, size: found.size, modified: found.mtimeMs };
}

/** The ids in a pack, of so many bytes, in the order of the pack. */
export async function packedIds(git: GitProgram, base: string, width: number): Promise<string[]> {
  const content = await readFile(`${base}.idx`);
  const ids = parsePackIndex(content, width);
  if (ids !== undefined) return ids;
  const entries: { oid: string; offset: number }[] = [];
  for await (const lines of gitLines(git, ['show-index'], content)) {
    for (const line of lines) {
      const [offset = '', oid = ''] = line.split(' ');
      entries.push({ oid, offset: Number(offset) });
    }
  }
  return entries.sort((one, other) => one.offset - other.offset).map(({ oid }) => oid);
}

async function packFile(base: string, names: readonly string[], oids: readonly string[]): Promise<PackFile> {
  const parts = await Promise.all(PACK_PARTS.map(part => stat(`${base}${part}`).catch(() => undefined)));
  return {
    base,
    oids,
    size: parts.reduce((sum, part) => sum + (part?.size ?? 0), 0),
    modified: (await stat(`${base}.pack`)).mtimeMs,
    isKept: names.includes(`${base.slice(base.lastIndexOf('/') + 1)}.keep`),
  };
}
