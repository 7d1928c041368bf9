/** Looking for a line in the bytes of a log, stretch by stretch. */
import { sanitiseLog } from '../../view/sanitise.ts';
import type { LogPart } from './log-bytes.ts';
import { isError, MAYBE_ERROR } from './log-level.ts';
import { LONGEST } from './log-lines.ts';

/** What is looked for. */
export interface Wanted {
  /** Whether some line of a text may be it. */
  readonly maybe: RegExp;
  /** Where in a line it stands; -1 where it does not. */
  find(line: string): number;
}

/** Lines that begin a traceback or say that something failed. */
export function wantedErrors(): Wanted {
  return { maybe: new RegExp(MAYBE_ERROR, 'im'), find: line => (isError(line) ? 0 : -1) };
}

/** Lines in which a text stands. */
export function wantedText(text: string): Wanted {
  const pattern = patternOf(text);
  return { maybe: new RegExp(pattern, `${pattern.flags}m`), find: line => line.search(pattern) };
}

/** What a text means: a regular expression, where it is one; small letters alone mean large ones too. */
export function patternOf(text: string): RegExp {
  const flags = /\p{Lu}/u.test(text.replace(/\\./g, '')) ? '' : 'i';
  try {
    return new RegExp(text, flags);
  } catch {
    return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), flags);
  }
}

/** A stretch of a part that is to be searched. */
export interface Leg {
  readonly part: number;
  readonly from: number;
  readonly to: number;
  /** Whether it lies beyond the end of the log, which is gone around. */
  readonly isAround: boolean;
}

/** All of a log, part by part in a direction, from a place on and around the end. */
export function tourOf(parts: readonly LogPart[], from: number, step: 1 | -1): Leg[] {
  const all = parts.map(({ start, bytes }, part) => ({ part, from: start, to: start + bytes }));
  const below = all.map(leg => ({ ...leg, to: Math.min(leg.to, from), isAround: step > 0 }));
  const above = all.map(leg => ({ ...leg, from: Math.max(leg.from, from), isAround: step < 0 }));
  const legs = step > 0 ? [...above, ...below] : [...below.reverse(), ...above.reverse()];
  return legs.filter(leg => leg.from < leg.to);
}

/** Bytes that are looked at in one go. */
const SLICE = 2 ** 17;

const LF = 10;

/** Cuts bytes into slices of whole lines, in a direction; each from and to. */
export function* slicesOf(bytes: Uint8Array, step: 1 | -1): Generator<readonly [number, number]> {
  if (step > 0) {
    for (let from = 0; from < bytes.length; ) {
      const found = bytes.indexOf(LF, from + SLICE);
      const to = found < 0 ? bytes.length : found + 1;
      yield [from, to];
      from = to;
    }
    return;
  }
  for (let to = bytes.length; to > 0; ) {
    const from = to > SLICE ? bytes.lastIndexOf(LF, to - SLICE) + 1 : 0;
    yield [from, to];
    to = from;
  }
}

/** A place in the first line that is wanted, the last one for a step back; undefined where there is none. */
export function findLine(bytes: Uint8Array, step: 1 | -1, { maybe, find }: Wanted): number | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!maybe.test(seen(text))) return undefined;
  const lines = text.split('\n');
  // Behind the last end of a line there is none.
  if (lines.at(-1) === '') lines.pop();
  const isWanted = (line: string) => find(sanitiseLog(seen(line), { colours: false })) >= 0;
  const index = step > 0 ? lines.findIndex(isWanted) : lines.findLastIndex(isWanted);
  const line = lines[index];
  return line === undefined ? undefined : startOfLine(bytes, index) + placeWithin(line, find);
}

/** As it is shown: without colours, and what was overwritten. It has the same lines. */
function seen(text: string): string {
  const plain = text.includes('\x1b') ? text.replace(/\x1b\[(?:[\d;]*m|[0-2]?K)/g, '') : text;
  return plain.includes('\r') ? plain.split('\n').map(lastState).join('\n') : plain;
}

function lastState(line: string): string {
  return line.includes('\r') ? (line.split('\r').findLast(state => state !== '') ?? '') : line;
}

function startOfLine(bytes: Uint8Array, index: number): number {
  let at = 0;
  for (let left = index; left > 0; left--) at = bytes.indexOf(LF, at) + 1;
  return at;
}

/** Of a line that is shown as several, about where it stands: bytes. */
function placeWithin(line: string, find: Wanted['find']): number {
  if (line.length <= LONGEST) return 0;
  const shown = seen(line);
  const before = line.length - shown.length + Math.max(0, find(shown));
  return new TextEncoder().encode(line.slice(0, before)).length;
}
