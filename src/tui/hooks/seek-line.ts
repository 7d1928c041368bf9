/** Looks for a line in a log, part by part: one part is held at a time, and the keys are heard meanwhile. */
import type { LogPart } from '../state/log-bytes.ts';
import { findLine, type Leg, slicesOf, tourOf, type Wanted } from '../state/log-search.ts';

export interface LineSearch {
  readonly parts: readonly LogPart[];
  /** Where it begins, at the start of a line. */
  readonly from: number;
  readonly step: 1 | -1;
  readonly wanted: Wanted;
  readonly signal: AbortSignal;
  read(part: LogPart): Promise<Uint8Array>;
  /** Told of each part before it is read: how many are done, of how many. */
  hear(done: number, total: number): void;
}

export interface FoundLine {
  readonly at: number;
  /** Whether it was found beyond the end of the log. */
  readonly isAround: boolean;
}

/** Finds the next line that is wanted; undefined where there is none, or the search was stopped. */
export async function seekLine(search: LineSearch): Promise<FoundLine | undefined> {
  const { parts, from, step, signal } = search;
  const legs = tourOf(parts, from, step);
  let rest: Stretch | undefined;
  for (const [index, leg] of legs.entries()) {
    search.hear(index, legs.length);
    const bytes = await bytesOfLeg(search, leg);
    if (signal.aborted) return undefined;
    const next = legs[index + 1];
    const goesOn = step > 0 ? next?.from === leg.to : next?.to === leg.from;
    const cut = cutLeg({ start: leg.from, bytes }, { rest, step, goesOn });
    rest = cut.rest;
    for (const stretch of cut.stretches) {
      const at = await findIn(stretch, search);
      if (signal.aborted) return undefined;
      if (at !== undefined) return { at, isAround: leg.isAround };
    }
  }
  return undefined;
}

/** Where a part cannot be read, it is passed over. */
async function bytesOfLeg({ parts, read }: LineSearch, { part, from, to }: Leg): Promise<Uint8Array> {
  const entry = parts[part] as LogPart;
  const bytes = await read(entry).catch(() => new Uint8Array());
  return bytes.subarray(from - entry.start, to - entry.start);
}

interface Stretch {
  readonly start: number;
  readonly bytes: Uint8Array;
}

interface Cut {
  /** Whole lines, in the order in which they are searched. */
  readonly stretches: readonly Stretch[];
  /** Of the line that goes on in the next leg. */
  readonly rest: Stretch | undefined;
}

const LF = 10;

/** Bytes of a line that are searched as one: a longer one is searched in pieces. */
const MOST_KEPT = 2 ** 22;

interface How {
  /** What the leg before has left. */
  readonly rest: Stretch | undefined;
  readonly step: 1 | -1;
  /** Whether the next leg lies beside this one. */
  readonly goesOn: boolean;
}

/** Parts are cut within lines: what is left of a leg goes with the next one. */
function cutLeg(leg: Stretch, how: How): Cut {
  const { rest, step, goesOn } = how;
  // It could not be read.
  if (leg.bytes.length === 0) return { stretches: rest === undefined ? [] : [rest], rest: undefined };
  if (leg.bytes.includes(LF)) return step > 0 ? cutDown(leg, how) : cutUp(leg, how);
  const whole = rest === undefined ? leg : step > 0 ? joined(rest, leg) : joined(leg, rest);
  const isKept = goesOn && whole.bytes.length < MOST_KEPT;
  return isKept ? { stretches: [], rest: whole } : { stretches: [whole], rest: undefined };
}

function cutDown(leg: Stretch, { rest, goesOn }: How): Cut {
  const { length } = leg.bytes;
  const first = rest === undefined ? 0 : leg.bytes.indexOf(LF) + 1;
  const last = goesOn ? leg.bytes.lastIndexOf(LF) + 1 : length;
  const head = rest === undefined ? [] : [joined(rest, within(leg, 0, first))];
  return {
    stretches: [...head, within(leg, first, last)],
    rest: last < length ? within(leg, last, length) : undefined,
  };
}

function cutUp(leg: Stretch, { rest, goesOn }: How): Cut {
  const { length } = leg.bytes;
  const first = goesOn ? leg.bytes.indexOf(LF) + 1 : 0;
  const last = rest === undefined ? length : leg.bytes.lastIndexOf(LF) + 1;
  const tail = rest === undefined ? [] : [joined(within(leg, last, length), rest)];
  return {
    stretches: [...tail, within(leg, first, last)],
    rest: first > 0 ? within(leg, 0, first) : undefined,
  };
}

function within({ start, bytes }: Stretch, from: number, to: number): Stretch {
  return { start: start + from, bytes: bytes.subarray(from, to) };
}

function joined(one: Stretch, other: Stretch): Stretch {
  const bytes = new Uint8Array(one.bytes.length + other.bytes.length);
  bytes.set(one.bytes);
  bytes.set(other.bytes, one.bytes.length);
  return { start: one.start, bytes };
}

/** Slice by slice; what was pressed is heard in between. */
async function findIn({ start, bytes }: Stretch, search: LineSearch): Promise<number | undefined> {
  const { step, wanted, signal } = search;
  for (const [from, to] of slicesOf(bytes, step)) {
    const found = findLine(bytes.subarray(from, to), step, wanted);
    if (found !== undefined) return start + from + found;
    await new Promise(setImmediate);
    if (signal.aborted) return undefined;
  }
  return undefined;
}
