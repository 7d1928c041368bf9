/** A pack as it arrives, entry by entry: https://git-scm.com/docs/gitformat-pack. It may come from anybody. */
import { createHash } from 'node:crypto';
import { createInflate, type Inflate, inflateSync } from 'node:zlib';
import { CorruptRecordError, GitRunError } from '../../run/errors.ts';
import type { GitObject } from '../repository.ts';
import { type ByteReader, byteReader } from './byte-reader.ts';

export interface PackEntry {
  /** Where it begins in the pack; deltas name their base by it. */
  readonly at: number;
  readonly type: GitObject['type'] | 'delta';
  /** Of a delta: where its base begins in the pack, or the base's id. */
  readonly base?: number | string;
  /** Bytes of the content: as many as it says, or reading it throws. */
  readonly size: number;
  /** Larger contents are streamed; they must be read before the next entry is asked for. */
  readonly content: Buffer | AsyncIterable<Buffer>;
}

/** Contents of up to so many bytes are read at once. */
export const SMALL = 1 << 20;

/** What a large content is unpacked from at once: each time costs a turn of another thread. */
const PIECE = 1 << 15;

const TYPES: Readonly<Record<number, PackEntry['type']>> = {
  1: 'commit',
  2: 'tree',
  3: 'blob',
  4: 'tag',
  6: 'delta',
  7: 'delta',
};

/** Reads a pack to its end, and its digest there. Throws CorruptRecordError where it is torn or false. */
export async function* packEntries(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<PackEntry> {
  const hash = createHash('sha1');
  const reader = byteReader(bytes, piece => hash.update(piece));
  const head = await reader.take(12);
  if (head.toString('latin1', 0, 4) !== 'PACK' || ![2, 3].includes(head.readUInt32BE(4)))
    throw torn('it is no pack of a version that is known');
  for (let left = head.readUInt32BE(8); left > 0; left--) yield await readEntry(reader);
  const digest = hash.copy().digest();
  if (!(await reader.take(20)).equals(digest)) throw torn('its digest is another');
}

async function readEntry(reader: ByteReader): Promise<PackEntry> {
  const at = reader.position();
  const { kind, size } = await readHeader(reader);
  const type = TYPES[kind];
  if (type === undefined) throw torn(`it has an object of type ${kind}`);
  const base = kind === 6 ? at - (await readOffset(reader)) : undefined;
  const baseId = kind === 7 ? (await reader.take(20)).toString('hex') : base;
  const content = size <= SMALL ? await inflateSmall(reader, size) : inflateLarge(reader, size);
  return { at, type, size, content, ...(baseId === undefined ? {} : { base: baseId }) };
}

async function readHeader(reader: ByteReader): Promise<{ kind: number; size: number }> {
  let byte = await readByte(reader);
  const kind = (byte >> 4) & 7;
  let size = byte & 15;
  for (let unit = 16; byte >= 0x80; unit *= 128) {
    byte = await readByte(reader);
    size += (byte & 0x7f) * unit;
    if (size > Number.MAX_SAFE_INTEGER) throw torn('an object in it is too large');
  }
  return { kind, size };
}

async function readOffset(reader: ByteReader): Promise<number> {
  let byte = await readByte(reader);
  let offset = byte & 0x7f;
  while (byte >= 0x80) {
    byte = await readByte(reader);
    offset = (offset + 1) * 128 + (byte & 0x7f);
    if (offset > Number.MAX_SAFE_INTEGER) throw torn('a base in it is nowhere');
  }
  return offset;
}

async function readByte(reader: ByteReader): Promise<number> {
  return (await reader.take(1))[0] as number;
}

/** A stream of its own for each of thousands of small objects would take longer than all else. */
async function inflateSmall(reader: ByteReader, size: number): Promise<Buffer> {
  // Nobody who compresses makes more than this of it: https://www.zlib.net/zlib_tech.html
  const most = size + (size >> 8) + 1024;
  for (let least = Math.min(size, 64) + 8; ; least *= 2) {
    const packed = await reader.peek(least);
    const isAll = packed.length >= most || packed.length < least;
    try {
      const how = { info: true, maxOutputLength: Math.max(size, 1), chunkSize: Math.max(size + 1, 64) };
      const { buffer, engine } = inflateSync(packed, how) as unknown as { buffer: Buffer; engine: Inflate };
      if (buffer.length !== size) throw torn('an object in it is shorter than it says');
      reader.skip(engine.bytesWritten);
      return buffer;
    } catch (error) {
      if (error instanceof CorruptRecordError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'Z_BUF_ERROR' || isAll) throw torn(`an object in it does not unpack: ${message}`);
    }
  }
}

async function* inflateLarge(reader: ByteReader, size: number): AsyncGenerator<Buffer> {
  const inflate = createInflate({ chunkSize: 1 << 16 });
  const feeding = feed(reader, inflate).catch(error => void inflate.destroy(error as Error));
  let left = size;
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      left -= piece.length;
      if (left < 0) throw torn('an object in it is longer than it says');
      yield piece;
    }
    await feeding;
  } catch (error) {
    if (error instanceof GitRunError) throw error;
    throw torn(`an object in it does not unpack: ${(error as Error).message}`);
  } finally {
    inflate.destroy();
  }
  if (left > 0) throw torn('an object in it is shorter than it says');
}

/** Gives a stream what it takes, and not a byte more: the next entry begins behind it. */
async function feed(reader: ByteReader, inflate: Inflate): Promise<void> {
  const over = new Promise<'over'>(resolve => inflate.once('close', () => resolve('over')));
  for (let taken = 0; !inflate.destroyed; ) {
    const piece = await reader.peek(PIECE);
    if (piece.length === 0) throw torn('it breaks off');
    // At the end of its data it takes no more, and does not call back: it closes.
    const written = new Promise<'more'>(resolve => inflate.write(piece, () => resolve('more')));
    const state = await Promise.race([written, over]);
    reader.skip(inflate.bytesWritten - taken);
    taken = inflate.bytesWritten;
    if (state === 'over') return;
  }
}

function torn(why: string): CorruptRecordError {
  return new CorruptRecordError('the pack', why);
}
