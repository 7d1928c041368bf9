/**
 * What packed objects are and how large, read from the pack itself: isomorphic-git tells it only of what it has unpacked,
 * and a few bytes can stand for a GiB. https://git-scm.com/docs/gitformat-pack
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { constants, inflateSync } from 'node:zlib';
import { CorruptRecordError } from '../../run/errors.ts';
import type { GitObject, ObjectHead } from '../repository.ts';

export type PackHeads = (oid: string) => ObjectHead | undefined;

/** Opens the packs of a Git directory; undefined is answered for what no pack holds. */
export function packHeads(gitDir: string): PackHeads {
  const directory = join(gitDir, 'objects/pack');
  let indexes = new Map<string, Buffer>();
  const find = (oid: string) => {
    for (const [name, index] of indexes) {
      const offset = offsetOf(index, oid);
      if (offset !== undefined) return headAt(join(directory, `${name}.pack`), { oid, offset, index });
    }
    return undefined;
  };
  return oid => {
    try {
      const found = find(oid);
      if (found !== undefined) return found;
    } catch {
      // Its pack has been joined with others.
    }
    indexes = readIndexes(directory, indexes);
    return find(oid);
  };
}

/** The indexes that are there now, by the names of their packs. */
function readIndexes(directory: string, known: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  let names: string[] = [];
  try {
    names = readdirSync(directory).filter(name => name.endsWith('.idx'));
  } catch {
    // A repository with no packs may have no directory for them.
  }
  return new Map(
    names.map(file => {
      const name = file.slice(0, -'.idx'.length);
      return [name, known.get(name) ?? readFileSync(join(directory, file))];
    }),
  );
}

const FANOUT = 8;
const NAMES = FANOUT + 256 * 4;
const OID = 20;

/** Where an object lies in the pack of an index of version 2. */
function offsetOf(index: Buffer, oid: string): number | undefined {
  if (index.readUInt32BE(0) !== 0xff744f63) return undefined;
  const wanted = Buffer.from(oid, 'hex');
  const first = wanted[0] as number;
  const upTo = (byte: number) => (byte < 0 ? 0 : index.readUInt32BE(FANOUT + byte * 4));
  const count = upTo(255);
  let [low, high] = [upTo(first - 1), upTo(first)];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = NAMES + middle * OID;
    const order = wanted.compare(index, at, at + OID);
    if (order === 0) return offsetAt(index, count, middle);
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return undefined;
}

function offsetAt(index: Buffer, count: number, position: number): number {
  const offsets = NAMES + count * (OID + 4);
  const offset = index.readUInt32BE(offsets + position * 4);
  // Of packs over 2 GiB the offset is in a table of its own.
  if (offset < 2 ** 31) return offset;
  return Number(index.readBigUInt64BE(offsets + count * 4 + (offset - 2 ** 31) * 8));
}

interface Entry {
  readonly oid: string;
  readonly offset: number;
  readonly index: Buffer;
}

const TYPES: readonly (GitObject['type'] | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];
const BY_OFFSET = 6;
const BY_ID = 7;

/** Longer than any chain Git makes (pack.depth is 4095 at the most). */
const MOST_BASES = 5000;

function headAt(pack: string, { oid, offset, index }: Entry): ObjectHead {
  const fd = openSync(pack, 'r');
  try {
    let size: number | undefined;
    let at: number | undefined = offset;
    for (let steps = 0; steps < MOST_BASES && at !== undefined; steps++) {
      const bytes = Buffer.alloc(256);
      const entry = readEntry(bytes.subarray(0, readSync(fd, bytes, 0, bytes.length, at)));
      size ??= entry.size;
      const type = TYPES[entry.type];
      if (type !== undefined) return { oid, type, size };
      if (entry.back !== undefined) at -= entry.back;
      else at = entry.base === undefined ? undefined : offsetOf(index, entry.base);
    }
  } finally {
    closeSync(fd);
  }
  throw new CorruptRecordError(`object ${oid}`, 'its pack does not say what it is');
}

interface PackEntry {
  readonly type: number;
  /** Bytes of the whole object. */
  readonly size: number;
  /** Of a difference: how far back its base lies, or its base's id. */
  readonly back?: number;
  readonly base?: string;
}

function readEntry(bytes: Buffer): PackEntry {
  const type = ((bytes[0] ?? 0) >> 4) & 7;
  const [size, at] = readSize(bytes, 4, 15);
  if (type === BY_ID) {
    const base = bytes.toString('hex', at, at + OID);
    return { type, size: resultSize(bytes.subarray(at + OID)), base };
  }
  if (type !== BY_OFFSET) return { type, size };
  let end = at;
  let back = (bytes[end] ?? 0) & 127;
  // Git's own coding: each step adds one, so that no number has two spellings.
  while ((bytes[end++] ?? 0) & 128) back = (back + 1) * 128 + ((bytes[end] ?? 0) & 127);
  return { type, size: resultSize(bytes.subarray(end)), back };
}

/** Seven bits a byte, the lowest first. Multiplied, not shifted: sizes go beyond 32 bits. */
function readSize(bytes: Buffer, firstBits: number, mask: number, start = 0): [size: number, end: number] {
  let at = start;
  let size = (bytes[at] ?? 0) & mask;
  let factor = 2 ** firstBits;
  while ((bytes[at++] ?? 0) & 128) {
    size += ((bytes[at] ?? 0) & 127) * factor;
    factor *= 128;
  }
  return [size, at];
}

/** A difference begins with the sizes of its base and of what it makes. */
function resultSize(deflated: Buffer): number {
  const begin = inflateSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH });
  const [, at] = readSize(begin, 7, 127);
  return readSize(begin, 7, 127, at)[0];
}
