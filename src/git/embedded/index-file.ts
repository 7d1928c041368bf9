/** The index: https://git-scm.com/docs/gitformat-index, versions 2, 3 and 4. Paths are byte strings. */
import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { CorruptRecordError } from '../../run/errors.ts';
import { EngineLimitError } from '../../run/repository-errors.ts';

export interface IndexEntry {
  readonly path: string;
  /** Six octal digits. */
  readonly mode: string;
  readonly oid: string;
  /** 0, or 1 to 3 where a merge left several of one path. */
  readonly stage: number;
  readonly assumeValid: boolean;
  readonly skipWorkTree: boolean;
  readonly intentToAdd: boolean;
  /** Of the file when it was last the same as the entry: 40 bytes as Git keeps them, compared as a whole. */
  readonly stat: Buffer;
}

export interface Index {
  /** In the order of their paths. */
  readonly entries: readonly IndexEntry[];
  /** When the index was written, ns: files as young as that may have changed without looking so. */
  readonly writtenNs: bigint;
}

const HEADER = 12;
const STAT = 40;
const FIXED = STAT + 20 + 2;

/** Reads an index; with no file it is empty. Throws CorruptRecordError, EngineLimitError. */
export function readIndex(file: string): Index {
  const found = readWithTime(file);
  if (found === undefined) return { entries: [], writtenNs: 0n };
  const { bytes, writtenNs } = found;
  const sum = bytes.subarray(-20);
  const isSummed = sum.some(byte => byte !== 0);
  const isWhole = bytes.length >= HEADER + 20 && bytes.toString('latin1', 0, 4) === 'DIRC';
  if (!isWhole || (isSummed && !sha1(bytes.subarray(0, -20)).equals(sum))) {
    throw new CorruptRecordError(file, 'it is no index, or its checksum is wrong');
  }
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) throw new CorruptRecordError(file, `its version is ${version}`);
  const entries: IndexEntry[] = [];
  let at = HEADER;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    const { entry, end } = readEntry(bytes, at, version, entries.at(-1)?.path ?? '');
    entries.push(entry);
    at = end;
  }
  refuseExtensions(bytes, at);
  return { entries, writtenNs };
}

function readWithTime(file: string): { bytes: Buffer; writtenNs: bigint } | undefined {
  let open: number;
  try {
    open = openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return { bytes: readFileSync(open), writtenNs: fstatSync(open, { bigint: true }).mtimeNs };
  } finally {
    closeSync(open);
  }
}

function readEntry(
  bytes: Buffer,
  start: number,
  version: number,
  previous: string,
): { entry: IndexEntry; end: number } {
  const flags = bytes.readUInt16BE(start + STAT + 20);
  const isExtended = (flags & 0x4000) !== 0;
  const more = isExtended ? bytes.readUInt16BE(start + FIXED) : 0;
  let at = start + FIXED + (isExtended ? 2 : 0);
  let kept = '';
  if (version === 4) {
    const { value, end } = readOffset(bytes, at);
    kept = previous.slice(0, previous.length - value);
    at = end;
  }
  const end = bytes.indexOf(0, at);
  const entry: IndexEntry = {
    path: kept + bytes.toString('latin1', at, end),
    mode: bytes
      .readUInt32BE(start + 24)
      .toString(8)
      .padStart(6, '0'),
    oid: bytes.toString('hex', start + STAT, start + STAT + 20),
    stage: (flags >> 12) & 3,
    assumeValid: (flags & 0x8000) !== 0,
    skipWorkTree: (more & 0x4000) !== 0,
    intentToAdd: (more & 0x2000) !== 0,
    stat: bytes.subarray(start, start + STAT),
  };
  // But for version 4, entries are padded with one to eight zeros.
  return { entry, end: version === 4 ? end + 1 : end + 8 - ((end - start) % 8) };
}

/** A number as in packs (offset of a delta's base). */
function readOffset(bytes: Buffer, start: number): { value: number; end: number } {
  let at = start;
  let byte = bytes[at++] as number;
  let value = byte & 127;
  while ((byte & 128) !== 0) {
    byte = bytes[at++] as number;
    value = (value + 1) * 128 + (byte & 127);
  }
  return { value, end: at };
}

/** Extensions with a capital letter may be passed over; the others change what the entries mean. */
function refuseExtensions(bytes: Buffer, start: number): void {
  for (let at = start; at + 8 <= bytes.length - 20; at += 8 + bytes.readUInt32BE(at + 4)) {
    const name = bytes.toString('latin1', at, at + 4);
    if (!/^[A-Z]/.test(name)) {
      const what = { link: 'a split index', sdir: 'a sparse index' }[name] ?? `an index extension '${name}'`;
      throw new EngineLimitError(
        `the work tree has ${what}`,
        'install git: git-run uses it where it finds it on PATH',
      );
    }
  }
}

/** Prints an index of version 2, or 3 where an entry needs it; entries in the order of their paths. */
export function formatIndex(entries: readonly IndexEntry[]): Buffer {
  const isExtended = ({ skipWorkTree, intentToAdd }: IndexEntry) => skipWorkTree || intentToAdd;
  const header = Buffer.alloc(HEADER);
  header.write('DIRC', 'latin1');
  header.writeUInt32BE(entries.some(isExtended) ? 3 : 2, 4);
  header.writeUInt32BE(entries.length, 8);
  const body = Buffer.concat([header, ...entries.map(entry => formatEntry(entry, isExtended(entry)))]);
  return Buffer.concat([body, sha1(body)]);
}

function formatEntry(entry: IndexEntry, isExtended: boolean): Buffer {
  const { path, stat, oid, stage } = entry;
  const start = FIXED + (isExtended ? 2 : 0);
  const bytes = Buffer.alloc(Math.floor((start + path.length) / 8) * 8 + 8);
  stat.copy(bytes);
  bytes.writeUInt32BE(Number.parseInt(entry.mode, 8), 24);
  bytes.write(oid, STAT, 'hex');
  const flags = (entry.assumeValid ? 0x8000 : 0) | (isExtended ? 0x4000 : 0) | (stage << 12);
  bytes.writeUInt16BE(flags | Math.min(path.length, 0xfff), STAT + 20);
  if (isExtended)
    bytes.writeUInt16BE((entry.skipWorkTree ? 0x4000 : 0) | (entry.intentToAdd ? 0x2000 : 0), FIXED);
  bytes.write(path, start, 'latin1');
  return bytes;
}

/** An entry of a file that nobody has looked at yet. */
export function unseenEntry(path: string, mode: string, oid: string): IndexEntry {
  return {
    path,
    mode,
    oid,
    stage: 0,
    assumeValid: false,
    skipWorkTree: false,
    intentToAdd: false,
    stat: Buffer.alloc(STAT),
  };
}

/** What an entry keeps of a file's stat: ctime, mtime, device, inode, mode, user, group, size; 32 bits each. */
export function statBytes(stat: BigIntStats, mode: string): Buffer {
  const [second, all] = [1_000_000_000n, 0xffffffffn];
  const values = [
    stat.ctimeNs / second,
    stat.ctimeNs % second,
    stat.mtimeNs / second,
    stat.mtimeNs % second,
    stat.dev,
    stat.ino,
    BigInt(Number.parseInt(mode, 8)),
    stat.uid,
    stat.gid,
    stat.size,
  ];
  const bytes = Buffer.alloc(STAT);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(Number(value & all), index * 4);
  return bytes;
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}
