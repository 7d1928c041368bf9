/** Deltas: copies from a base, and bytes of their own: https://git-scm.com/docs/gitformat-pack#_deltified_representation */
import { CorruptRecordError } from '../../run/errors.ts';

/** Bytes of a result, above which a delta is taken for a bomb: Git makes none of larger files (core.bigFileThreshold). */
const LARGEST = 1 << 29;

/** Applies a delta. Throws CorruptRecordError where it does not fit its base, or is too large. */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const sizeOfBase = readSize(delta, 0);
  const sizeOfResult = readSize(delta, sizeOfBase.end);
  if (sizeOfBase.value !== base.length) throw torn('is for another base');
  if (sizeOfResult.value > LARGEST) throw torn('is too large');
  const result = Buffer.allocUnsafe(sizeOfResult.value);
  let written = 0;
  const copy = (from: Buffer, start: number, length: number) => {
    if (length === 0 || start + length > from.length || written + length > result.length)
      throw torn('reaches beyond its ends');
    from.copy(result, written, start, start + length);
    written += length;
  };
  for (let at = sizeOfResult.end; at < delta.length; ) {
    const command = delta[at++] as number;
    if (command < 0x80) {
      copy(delta, at, command);
      at += command;
      continue;
    }
    let [start, length] = [0, 0];
    for (let byte = 0; byte < 4; byte++)
      if (command & (1 << byte)) start += byteAt(delta, at++) * 256 ** byte;
    for (let byte = 0; byte < 3; byte++)
      if (command & (16 << byte)) length += byteAt(delta, at++) * 256 ** byte;
    copy(base, start, length || 0x10000);
  }
  if (written !== result.length) throw torn('is shorter than it says');
  return result;
}

function readSize(delta: Buffer, from: number): { value: number; end: number } {
  let value = 0;
  for (let at = from, unit = 1; at < from + 7; at++, unit *= 128) {
    const byte = byteAt(delta, at);
    value += (byte & 0x7f) * unit;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw torn('is too large');
}

function byteAt(delta: Buffer, at: number): number {
  const byte = delta[at];
  if (byte === undefined) throw torn('breaks off');
  return byte;
}

function torn(why: string): CorruptRecordError {
  return new CorruptRecordError('the pack', `a delta in it ${why}`);
}
