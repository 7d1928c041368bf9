/** Objects by id, wherever they lie. */
import { join } from 'node:path';
import { CorruptRecordError } from '../../run/errors.ts';
import type { GitObject, ObjectHead } from '../repository.ts';
import { freshen, looseHead, openLoose, readLoose, writeLoose, writeLooseFile } from './loose-objects.ts';
import { packedObjects } from './packed-objects.ts';

export interface ObjectStore {
  /** Reads an object; undefined where there is none. */
  get(oid: string): Promise<GitObject | undefined>;
  /** Reads an object that must be there, of that type. Throws CorruptRecordError. */
  need(oid: string, type: GitObject['type']): Promise<Buffer>;
  has(oid: string): Promise<boolean>;
  /** What an object is and how large, without unpacking it; undefined where there is none. */
  head(oid: string): ObjectHead | undefined;
  stream(oid: string): AsyncIterable<Buffer>;
  expand(short: string): Promise<string | undefined>;
  put(type: GitObject['type'], content: Uint8Array): Promise<string>;
  putFile(path: Buffer | string): Promise<string | undefined>;
}

/** Trees and commits are asked for again and again: as many are kept. */
const KEPT = 2000;

/** Opens the objects of a Git directory. */
export function objectStore(gitDir: string): ObjectStore {
  const directory = join(gitDir, 'objects');
  const packed = packedObjects(gitDir);
  const kept = new Map<string, GitObject>();
  const get = async (oid: string) => {
    const known = kept.get(oid);
    if (known !== undefined) return known;
    const found = readLoose(directory, oid) ?? (await packed.read(oid));
    if (found === undefined || found.type === 'blob') return found;
    if (kept.size >= KEPT) kept.clear();
    kept.set(oid, found);
    return found;
  };
  return {
    get,
    async need(oid, type) {
      const found = await get(oid);
      if (found?.type === type) return found.content;
      const why = found === undefined ? 'it is missing' : `it is a ${found.type}, not a ${type}`;
      throw new CorruptRecordError(`object ${oid}`, why);
    },
    has: async oid => freshen(directory, oid) || packed.head(oid) !== undefined,
    head: oid => {
      const known = kept.get(oid);
      if (known !== undefined) return { oid, type: known.type, size: known.content.length };
      return looseHead(directory, oid) ?? packed.head(oid);
    },
    async *stream(oid) {
      const loose = await openLoose(directory, oid);
      const found = loose ?? (await packed.read(oid));
      if (found?.type !== 'blob') {
        loose?.close();
        throw new CorruptRecordError(
          `object ${oid}`,
          found === undefined ? 'it is missing' : 'it is no blob',
        );
      }
      if (Buffer.isBuffer(found.content)) yield found.content;
      else yield* found.content;
    },
    expand: short => packed.expand(short),
    put: (type, content) => writeLoose(directory, type, content),
    putFile: path => writeLooseFile(directory, path),
  };
}
