/** Objects in packs, read by isomorphic-git. It is given a file system that cannot be written to: writing is ours. */
import { promises as fs, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Errors, expandOid, readObject } from 'isomorphic-git';
import { CorruptRecordError } from '../../run/errors.ts';
import { EngineLimitError } from '../../run/repository-errors.ts';
import type { GitObject, ObjectHead } from '../repository.ts';
import { packHeads } from './pack-heads.ts';

export interface PackedObjects {
  /** Reads an object; undefined where no pack holds it. */
  read(oid: string): Promise<GitObject | undefined>;
  /** What an object is and how large; undefined where no pack holds it. */
  head(oid: string): ObjectHead | undefined;
  /** The one id, packed or loose, that begins so; undefined where there is none, or several. */
  expand(short: string): Promise<string | undefined>;
}

/** isomorphic-git holds on to whole packs, and to what it has unpacked of them: after so many bytes it is made to let go. */
const MOST_HELD = 1 << 28;

/** A pack of this many bytes cannot be read into memory at once. */
const TOO_LARGE = 2 ** 31 - 1;

/** Opens the packs of a Git directory; one that `git gc` adds or removes meanwhile is no obstacle. */
export function packedObjects(gitDir: string): PackedObjects {
  let cache = {};
  let held = 0;
  const read = async (oid: string): Promise<GitObject | undefined> => {
    if (held > MOST_HELD) [cache, held] = [{}, 0];
    try {
      const found = await readObject({ fs: READ_ONLY, gitdir: gitDir, oid, format: 'content', cache });
      const content = Buffer.from(found.object as Uint8Array);
      held += content.length;
      return { oid, type: found.type as GitObject['type'], content };
    } catch (error) {
      if (error instanceof Errors.NotFoundError) return undefined;
      throw error;
    }
  };
  return {
    head: packHeads(gitDir),
    async read(oid) {
      try {
        return await read(oid);
      } catch {
        // A pack that was there a moment ago may have been joined with others: its objects are in a new one.
        cache = {};
      }
      try {
        return await read(oid);
      } catch (error) {
        throw explained(error, gitDir, oid);
      }
    },
    async expand(short) {
      try {
        return await expandOid({ fs: READ_ONLY, gitdir: gitDir, oid: short, cache });
      } catch {
        return undefined;
      }
    },
  };
}

function explained(error: unknown, gitDir: string, oid: string): Error {
  const packs = join(gitDir, 'objects/pack');
  const large = readdirSync(packs).find(
    name => (statSync(join(packs, name), { throwIfNoEntry: false })?.size ?? 0) >= TOO_LARGE,
  );
  if (large !== undefined) {
    return new EngineLimitError(`${large} is larger than 2 GiB`, 'install git: it reads packs of any size');
  }
  return new CorruptRecordError(`object ${oid}`, (error as Error).message, { cause: error });
}

const refuse = async () => {
  throw new Error('this file system is for reading only');
};

const READ_ONLY = {
  promises: {
    readFile: fs.readFile,
    readdir: fs.readdir,
    stat: fs.stat,
    lstat: fs.lstat,
    readlink: fs.readlink,
    writeFile: refuse,
    mkdir: refuse,
    rmdir: refuse,
    unlink: refuse,
    symlink: refuse,
  },
};
