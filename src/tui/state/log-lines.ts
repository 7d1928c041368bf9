/** Lines of a log, found where one looks: nothing is counted, so that a line costs the same in a log of any size. */
import { bytesOf, endOf, findByte, findLastByte, heldOf, type LogBytes } from './log-bytes.ts';

/** A line as it is shown: from `start` up to the start of the next one, of which some is to be seen. */
export interface LogLine {
  readonly start: number;
  readonly end: number;
  /** What is to be seen of it: without its end, and without what carriage returns have overwritten. */
  readonly from: number;
  readonly to: number;
}

/** A longer line is shown as several: bytes. */
export const LONGEST = 2 ** 13;

/** Bytes. Where so many, from a multiple of it, have no end of a line, there is one: none is looked for any further. */
const BLOCK = 2 ** 18;

const [LF, CR] = [10, 13];

/** The line that a place lies in; undefined where that is not held, or not whole. */
export function lineAt(log: LogBytes, at: number): LogLine | undefined {
  const end = endOf(log);
  // What is said of the end stands on a line of its own.
  if (at >= end) return hasNote(log, end) && at === end ? { start: end, end, from: end, to: end } : undefined;
  const held = heldOf(log);
  if (at < startOfLines(log) || at >= held.to) return undefined;
  const written = writtenLine(log, at);
  const isWhole = written.end < held.to || held.to === end || lastByte(log, written) === LF;
  return isWhole ? shownAt(log, seenOf(log, written), at) : undefined;
}

/** The next one; undefined at the end of what is held. */
export function lineAfter(log: LogBytes, { start, end }: LogLine): LogLine | undefined {
  return start === end ? undefined : lineAt(log, end);
}

/** The one before; undefined at the start of what is held. */
export function lineBefore(log: LogBytes, { start }: LogLine): LogLine | undefined {
  return start <= startOfLines(log) ? undefined : lineAt(log, start - 1);
}

/** The last line of the log; undefined where its end is not held. */
export function lastLine(log: LogBytes): LogLine | undefined {
  const end = endOf(log);
  if (heldOf(log).to !== end) return undefined;
  return lineAt(log, hasNote(log, end) ? end : end - 1);
}

/** What is said before a line. */
export function noteBefore(log: LogBytes, { start }: LogLine): string | undefined {
  return log.notes.find(({ at }) => at === start)?.text;
}

function hasNote({ notes }: LogBytes, at: number): boolean {
  return notes.some(note => note.at === at);
}

/** Where the first line begins whose start is held. */
export function startOfLines(log: LogBytes): number {
  const { from, to } = heldOf(log);
  if (from === 0 || hasNote(log, from)) return from;
  const border = Math.min(to, Math.ceil(from / BLOCK) * BLOCK + BLOCK);
  const found = findByte(log, LF, from, border);
  return found < 0 ? border : found + 1;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** From behind a line feed to behind the next one, but for the borders of blocks that have none. */
function writtenLine(log: LogBytes, at: number): Stretch {
  const held = heldOf(log);
  const floor = log.notes.findLast(note => note.at <= at && note.at > held.from)?.at ?? held.from;
  const ceiling = log.notes.find(note => note.at > at && note.at < held.to)?.at ?? held.to;
  const block = Math.floor(at / BLOCK) * BLOCK;
  const start = startOf(log, at, { floor, block });
  const next = block + BLOCK;
  const near = findByte(log, LF, at, Math.min(ceiling, next));
  if (near >= 0) return { start, end: near + 1 };
  // A block with no end of a line in it is one.
  if (start <= block || next >= ceiling) return { start, end: Math.min(next, ceiling) };
  const far = findByte(log, LF, next, Math.min(ceiling, next + BLOCK));
  return { start, end: far < 0 ? Math.min(next + BLOCK, ceiling) : far + 1 };
}

function startOf(
  log: LogBytes,
  at: number,
  { floor, block }: { readonly floor: number; readonly block: number },
) {
  const near = findLastByte(log, LF, Math.max(floor, block), at);
  if (near >= 0) return near + 1;
  if (floor >= block) return floor;
  const far = findLastByte(log, LF, Math.max(floor, block - BLOCK), block);
  if (far >= 0) return far + 1;
  return floor > block - BLOCK ? floor : block;
}

function lastByte(log: LogBytes, { end }: Stretch): number | undefined {
  return bytesOf(log, end - 1, end)[0];
}

/** As a terminal shows it: of a progress bar the last state. */
function seenOf(log: LogBytes, { start, end }: Stretch): LogLine {
  let to = lastByte(log, { start, end }) === LF ? end - 1 : end;
  while (to > start && lastByte(log, { start, end: to }) === CR) to--;
  const from = Math.max(start, findLastByte(log, CR, start, to) + 1);
  return { start, end, from, to };
}

/** Of a line that is too long the piece that a place lies in. */
function shownAt(log: LogBytes, line: LogLine, at: number): LogLine {
  const { start, end, from, to } = line;
  const count = Math.ceil((to - from) / LONGEST);
  if (count <= 1) return line;
  let index = Math.max(0, Math.min(Math.floor((at - from) / LONGEST), count - 1));
  // The border of a character may lie behind the place.
  if (index < count - 1 && at >= border(log, from + (index + 1) * LONGEST)) index++;
  const first = index === 0 ? from : border(log, from + index * LONGEST);
  const behind = index === count - 1 ? to : border(log, from + (index + 1) * LONGEST);
  return {
    start: index === 0 ? start : first,
    end: index === count - 1 ? end : behind,
    from: first,
    to: behind,
  };
}

/** UTF-8 is not cut within a character: https://www.rfc-editor.org/rfc/rfc3629#section-3 */
function border(log: LogBytes, at: number): number {
  const bytes = bytesOf(log, at - 3, at + 1);
  for (let back = 0; back < 4; back++) if (((bytes[3 - back] ?? 0) & 0xc0) !== 0x80) return at - back;
  return at;
}
