/**
 * The bytes of a log, as far as they are held: a stretch of its parts, around where one looks. A place in the log is a
 * number of bytes from its start, of what was kept of it.
 */
import { formatBytes } from '../../view/format.ts';

export interface LogBytes {
  readonly parts: readonly LogPart[];
  /** What is held, piece by piece, with no gap between them. */
  readonly pieces: readonly Piece[];
  /** What is said of the log, before the line that begins there: a line never goes on behind one. */
  readonly notes: readonly { readonly at: number; readonly text: string }[];
}

export interface LogPart {
  /** `000000.log`; numbers that are missing are bytes that were not kept. */
  readonly name: string;
  readonly start: number;
  readonly bytes: number;
}

interface Piece {
  readonly start: number;
  readonly bytes: Uint8Array;
}

export const NO_BYTES: LogBytes = { parts: [], pieces: [], notes: [] };

/** So many bytes are held at most: a few parts. */
export const HELD = 12 * 2 ** 20;

/** A log of which nothing is held yet, and so many bytes of its middle are missing. */
export function logOf(
  parts: readonly { readonly name: string; readonly bytes: number }[],
  dropped: number,
): LogBytes {
  const missing = dropped > 0 ? `… ${formatBytes(dropped)} in the middle were not kept …` : SOME_MISSING;
  return parts.reduce((log, { name, bytes }) => withPart(log, name, bytes, missing), NO_BYTES);
}

const SOME_MISSING = '… some of the middle was not kept …';

/** Where the log ends. */
export function endOf({ parts }: LogBytes): number {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.start + last.bytes;
}

/** From where and to where it is held. */
export function heldOf({ pieces }: LogBytes): { readonly from: number; readonly to: number } {
  const last = pieces.at(-1);
  return last === undefined
    ? { from: 0, to: 0 }
    : { from: (pieces[0] as Piece).start, to: last.start + last.bytes.length };
}

/** The number of the part that a place lies in; the last one at the end of the log. */
export function partAt({ parts }: LogBytes, at: number): number {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle] as LogPart).start <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Holds a part that was read. What does not lie beside it goes, and what is farthest from `near`. */
export function withRead(log: LogBytes, part: number, read: Uint8Array, near: number): LogBytes {
  const entry = log.parts[part];
  if (entry === undefined) return log;
  const bytes = read.subarray(0, entry.bytes);
  const end = entry.start + bytes.length;
  const { from, to } = heldOf(log);
  const isBeside = log.pieces.length > 0 && entry.start <= to && end >= from;
  if (!isBeside) return { ...log, pieces: [{ start: entry.start, bytes }] };
  const before =
    entry.start < from ? [{ start: entry.start, bytes: bytes.subarray(0, from - entry.start) }] : [];
  const behind = end > to ? [{ start: to, bytes: bytes.subarray(to - entry.start) }] : [];
  return { ...log, pieces: kept([...before, ...log.pieces, ...behind], near) };
}

/** A part could not be read, or is there no more: what lies behind it moves up, and it is said. */
export function withoutPart(log: LogBytes, part: number, text: string): LogBytes {
  const gone = log.parts[part];
  if (gone === undefined) return log;
  const move = (at: number) => movedUp(at, gone);
  return {
    parts: log.parts.filter(one => one !== gone).map(one => ({ ...one, start: move(one.start) })),
    pieces: log.pieces
      .filter(({ start }) => start < gone.start || start >= gone.start + gone.bytes)
      .map(piece => ({ ...piece, start: move(piece.start) })),
    notes: [
      ...log.notes.map(note => ({ ...note, at: move(note.at) })).filter(({ at }) => at !== gone.start),
      { at: gone.start, text },
    ].sort((a, b) => a.at - b.at),
  };
}

/** Where a place is once a part is gone. */
export function movedUp(at: number, { start, bytes }: LogPart): number {
  return at >= start + bytes ? at - bytes : Math.min(at, start);
}

/** Adds what was written to the end. It is held where the end is, and one looks there or there is room. */
export function withWritten(log: LogBytes, name: string, bytes: Uint8Array, isLooked: boolean): LogBytes {
  const end = endOf(log);
  const { from, to } = heldOf(log);
  const isHeld = to === end && (isLooked || to - from + bytes.length <= HELD);
  const grown = withPart(log, name, bytes.length, SOME_MISSING);
  return isHeld ? { ...grown, pieces: kept(appended(log.pieces, end, bytes), end) } : grown;
}

function withPart(log: LogBytes, name: string, bytes: number, missing: string): LogBytes {
  const last = log.parts.at(-1);
  if (last?.name === name)
    return { ...log, parts: [...log.parts.slice(0, -1), { ...last, bytes: last.bytes + bytes }] };
  const start = endOf(log);
  const isBehind = last === undefined || numberOf(name) === numberOf(last.name) + 1;
  const notes = isBehind ? log.notes : [...log.notes, { at: start, text: missing }];
  return { ...log, parts: [...log.parts, { name, start, bytes }], notes };
}

function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}

/** Small pieces become one, of so many bytes. */
const JOINED = 2 ** 18;

function appended(pieces: readonly Piece[], end: number, bytes: Uint8Array): Piece[] {
  const last = pieces.at(-1);
  if (last === undefined || last.bytes.length + bytes.length > JOINED)
    return [...pieces, { start: end, bytes }];
  const joined = new Uint8Array(last.bytes.length + bytes.length);
  joined.set(last.bytes);
  joined.set(bytes, last.bytes.length);
  return [...pieces.slice(0, -1), { start: last.start, bytes: joined }];
}

/** As many as may be held, those far from a place left out. */
function kept(pieces: readonly Piece[], near: number): readonly Piece[] {
  let [first, behind] = [0, pieces.length];
  let size = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  while (size > HELD && behind - first > 1) {
    const [head, tail] = [pieces[first] as Piece, pieces[behind - 1] as Piece];
    const isHead = near - head.start - head.bytes.length > tail.start - near;
    size -= (isHead ? head : tail).bytes.length;
    if (isHead) first++;
    else behind--;
  }
  return pieces.slice(first, behind);
}

/** The bytes from a place to another, both held. */
export function bytesOf(log: LogBytes, from: number, to: number): Uint8Array {
  const piece = log.pieces[pieceAt(log, from)];
  if (piece !== undefined && to <= piece.start + piece.bytes.length)
    return piece.bytes.subarray(from - piece.start, to - piece.start);
  const joined = new Uint8Array(to - from);
  for (const { start, bytes } of log.pieces) {
    const [first, behind] = [Math.max(from, start), Math.min(to, start + bytes.length)];
    if (first < behind) joined.set(bytes.subarray(first - start, behind - start), first - from);
  }
  return joined;
}

/** The first place of a byte between two places; -1 where it is not there. */
export function findByte(log: LogBytes, byte: number, from: number, to: number): number {
  for (let at = from, index = pieceAt(log, from); at < to; index++) {
    const piece = log.pieces[index];
    if (piece === undefined) return -1;
    const end = Math.min(to, piece.start + piece.bytes.length);
    const found = piece.bytes.subarray(at - piece.start, end - piece.start).indexOf(byte);
    if (found >= 0) return at + found;
    at = end;
  }
  return -1;
}

/** The last place of a byte between two places; -1 where it is not there. */
export function findLastByte(log: LogBytes, byte: number, from: number, to: number): number {
  for (let end = to, index = pieceAt(log, to - 1); end > from; index--) {
    const piece = log.pieces[index];
    if (piece === undefined) return -1;
    const start = Math.max(from, piece.start);
    const found = piece.bytes.subarray(start - piece.start, end - piece.start).lastIndexOf(byte);
    if (found >= 0) return start + found;
    end = start;
  }
  return -1;
}

function pieceAt({ pieces }: LogBytes, at: number): number {
  return pieces.findLastIndex(({ start }) => start <= at);
}
