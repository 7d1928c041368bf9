/** Keeps what a pack holds. What it says of itself is not believed: ids are computed, sizes counted, chains bounded. */
import { CorruptRecordError } from '../../run/errors.ts';
import { applyDelta } from './delta.ts';
import type { ObjectSpool } from './object-spool.ts';
import { type PackEntry, packEntries } from './pack-entries.ts';

/** Git's own bound on chains of deltas (pack.depth). */
const DEEPEST = 4095;
/** Bytes of a delta, at most: Git makes none of larger files. */
const LARGEST_DELTA = 1 << 29;

/** Of one batch of runs: those of nothing but empty blobs would fill the memory too. */
const MOST_OBJECTS = 2_000_000;

interface Received {
  readonly oid: string;
  readonly depth: number;
}

/** Reads a pack into a spool. `most` bounds the bytes of all its contents. Throws CorruptRecordError. */
export async function receivePack(
  bytes: AsyncIterable<Uint8Array>,
  spool: ObjectSpool,
  most: number,
): Promise<void> {
  const received = new Map<number, Received>();
  let total = 0;
  for await (const entry of packEntries(bytes)) {
    total += entry.size;
    if (total > most) throw torn(`its objects are larger than ${most} bytes`);
    const made = await receive(entry, received, spool);
    total += made.extra;
    received.set(entry.at, made);
    if (received.size > MOST_OBJECTS) throw torn(`it holds more than ${MOST_OBJECTS} objects`);
  }
}

async function receive(
  { type, base, size, content }: PackEntry,
  received: ReadonlyMap<number, Received>,
  spool: ObjectSpool,
): Promise<Received & { readonly extra: number }> {
  if (type !== 'delta') {
    const oid = Buffer.isBuffer(content)
      ? spool.put(type, content)
      : await spool.putStream(type, size, content);
    return { oid, depth: 0, extra: 0 };
  }
  if (size > LARGEST_DELTA) throw torn('a delta in it is too large');
  const delta = Buffer.isBuffer(content) ? content : await whole(content);
  // Git sends a base before what is made of it, and we ask for no pack that leaves bases out.
  const { oid: baseId, depth } =
    typeof base === 'number' ? (received.get(base) ?? { oid: '', depth: 0 }) : { oid: base ?? '', depth: 0 };
  const found = spool.get(baseId);
  if (found === undefined) throw torn('the base of a delta did not come before it');
  if (depth >= DEEPEST) throw torn('a chain of deltas in it is too long');
  const result = applyDelta(found.content, delta);
  return { oid: spool.put(found.type, result), depth: depth + 1, extra: result.length };
}

async function whole(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}

function torn(why: string): CorruptRecordError {
  return new CorruptRecordError('the pack', why);
}
