/** The output of a run: where one looks, what of it is held, what is looked for. */
import {
  endOf,
  heldOf,
  type LogBytes,
  type LogPart,
  logOf,
  movedUp,
  NO_BYTES,
  partAt,
  withoutPart,
  withRead,
  withWritten,
} from './log-bytes.ts';
import { lineAt } from './log-lines.ts';
import type { LogPlace } from './log-place.ts';

export interface OutputState {
  /** The run it is of; empty where there is none. */
  readonly of: string;
  readonly isLoading: boolean;
  readonly trouble: string | undefined;
  readonly log: LogBytes;
  /** Whether its own colours are shown. */
  readonly colours: boolean;
  readonly isLive: boolean;
  /** The top of the screen, where that does not stay at the end of the log. */
  readonly place: LogPlace;
  readonly isAtEnd: boolean;
  /** Where one wants to be: until that is read, one stays where one is. */
  readonly goal: LogPlace | undefined;
  readonly wraps: boolean;
  /** Cells to the left of the screen, where lines are not broken. */
  readonly left: number;
  readonly search: string;
  /** A place in the line that was found last. */
  readonly hit: number | undefined;
  readonly seek: Seek | undefined;
}

/** What is being looked for, beginning at a place. */
export interface Seek {
  readonly kind: 'match' | 'error';
  readonly step: 1 | -1;
  readonly from: number;
}

export const NO_OUTPUT: OutputState = {
  of: '',
  isLoading: false,
  trouble: undefined,
  log: NO_BYTES,
  colours: false,
  isLive: false,
  place: { at: 0, row: 0 },
  isAtEnd: true,
  goal: undefined,
  wraps: true,
  left: 0,
  search: '',
  hit: undefined,
  seek: undefined,
};

export type OutputEvent =
  | { readonly kind: 'loading'; readonly of: string }
  | OpenedEvent
  | { readonly kind: 'failed'; readonly of: string; readonly trouble: string }
  | { readonly kind: 'read'; readonly of: string; readonly name: string; readonly bytes: Uint8Array }
  /** A part cannot be read. */
  | { readonly kind: 'lost'; readonly of: string; readonly name: string; readonly text: string }
  | { readonly kind: 'written'; readonly of: string; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'ended'; readonly of: string }
  | { readonly kind: 'search'; readonly text: string }
  /** Where it was found; undefined where it is nowhere. */
  | { readonly kind: 'sought'; readonly seek: Seek; readonly at: number | undefined }
  | { readonly kind: 'stop' };

/** There is a log, in parts. */
interface OpenedEvent {
  readonly kind: 'opened';
  readonly of: string;
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  /** Bytes of its middle that were not kept. */
  readonly dropped: number;
  readonly colours: boolean;
  readonly isLive: boolean;
}

/** What becomes of it. What comes too late is of another run, and passed over. */
export function reduceOutput(state: OutputState, event: OutputEvent): OutputState {
  if ('of' in event && event.kind !== 'loading' && event.of !== state.of) return state;
  switch (event.kind) {
    case 'loading':
      return event.of === state.of ? { ...state, isLoading: true } : begun(state, event.of);
    case 'opened':
      return opened(state, event);
    case 'failed':
      return { ...begun(state, state.of), isLoading: false, trouble: event.trouble };
    case 'read':
      return arrived({
        ...state,
        log: withRead(state.log, numberOf(state, event.name), event.bytes, nearOf(state)),
      });
    case 'lost':
      return lost(state, numberOf(state, event.name), event.text);
    case 'written':
      return { ...state, log: withWritten(state.log, event.name, event.bytes, state.isAtEnd) };
    case 'ended':
      return { ...state, isLive: false };
    case 'search':
      return searched({ ...state, search: event.text, hit: undefined, seek: undefined });
    case 'sought':
      return event.seek === state.seek ? found({ ...state, seek: undefined }, event.at) : state;
    case 'stop':
      return { ...state, seek: undefined };
  }
}

/** Another run: what one likes to see of a log stays. */
function begun({ wraps, search }: OutputState, of: string): OutputState {
  return { ...NO_OUTPUT, of, isLoading: true, wraps, search };
}

/** The same log once more, grown perhaps: one stays where one is. */
function opened(state: OutputState, { parts, dropped, colours, isLive }: OpenedEvent): OutputState {
  const known = { isLoading: false, trouble: undefined, colours, isLive };
  const before = state.log.parts;
  const isSame =
    before.length > 0 &&
    before.every(({ name, bytes }, at) => {
      const now = parts[at];
      return now?.name === name && (at < before.length - 1 ? now.bytes === bytes : now.bytes >= bytes);
    });
  if (!isSame) return { ...begun(state, state.of), log: logOf(parts, dropped), ...known };
  return { ...state, ...known, log: { ...logOf(parts, dropped), pieces: state.log.pieces } };
}

function numberOf({ log }: OutputState, name: string): number {
  return log.parts.findIndex(part => part.name === name);
}

/** What is held is around there. */
function nearOf({ log, goal, place, isAtEnd }: OutputState): number {
  return goal?.at ?? (isAtEnd ? endOf(log) : place.at);
}

/** One goes where one wanted to be, as soon as that is held. */
export function arrived(state: OutputState): OutputState {
  const { goal, log } = state;
  return goal === undefined || !isHeld(log, goal.at)
    ? state
    : { ...state, place: goal, goal: undefined, isAtEnd: false };
}

function isHeld(log: LogBytes, at: number): boolean {
  const { from, to } = heldOf(log);
  return at >= from && at < to && (from === 0 || lineAt(log, at) !== undefined);
}

function lost(state: OutputState, number: number, text: string): OutputState {
  const { log, place, goal, hit } = state;
  const part = log.parts[number];
  if (part === undefined) return state;
  const move = (at: number) => movedUp(at, part);
  return arrived({
    ...state,
    log: withoutPart(log, number, text),
    place: { ...place, at: move(place.at) },
    goal: goal && { ...goal, at: move(goal.at) },
    hit: hit === undefined ? undefined : move(hit),
    seek: undefined,
  });
}

/** From the end of the log upwards, for that is what one looks at; from elsewhere down. */
function searched(state: OutputState): OutputState {
  const { search, isAtEnd, log, place } = state;
  if (search === '' || log.parts.length === 0) return state;
  const seek: Seek = isAtEnd
    ? { kind: 'match', step: -1, from: endOf(log) }
    : { kind: 'match', step: 1, from: place.at };
  return { ...state, seek };
}

/** Lines above what was found that are to be seen as well. */
const ABOVE = 2;

function found(state: OutputState, at: number | undefined): OutputState {
  return at === undefined ? state : arrived({ ...state, hit: at, goal: { at, row: -ABOVE } });
}

/** Around where one looks so many bytes are to be held. */
const AROUND = 2 ** 20;

/** The part that is to be read next; undefined where all is there that is looked at. */
export function wantedPart(state: OutputState): LogPart | undefined {
  const { log, goal, isAtEnd, place } = state;
  const end = endOf(log);
  if (end === 0) return undefined;
  const at = goal?.at ?? (isAtEnd ? end : place.at);
  const { from, to } = heldOf(log);
  const isFar = from === to || at < from || (at >= to && to < end);
  if (isFar) return log.parts[partAt(log, Math.min(at, end - 1))];
  if (from > 0 && at - from < AROUND) return log.parts[partAt(log, from - 1)];
  return to < end && to - at < AROUND ? log.parts[partAt(log, to)] : undefined;
}
