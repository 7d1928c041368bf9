/** The keys of the output: by rows, sideways, to what is looked for. */
import { lineAt } from './log-lines.ts';
import { isBefore, type LogLook, type LogPlace, lastPlace, moveBy, settled } from './log-place.ts';
import { distanceOf } from './move.ts';
import { arrived, type OutputState, type Seek } from './output.ts';

/** Does what a key does in a log; the same state where it does nothing there. */
export function moveOutput(state: OutputState, action: string, size: ScreenSize): OutputState {
  const by = distanceOf(action, size.height);
  if (by !== undefined) return scrolled(state, by, size);
  switch (action) {
    case 'left':
    case 'right':
      return sideways(state, action === 'left' ? -SIDEWAYS : SIDEWAYS);
    case 'wrap':
      return { ...state, wraps: !state.wraps, left: 0, place: { ...topOf(state, size), row: 0 } };
    case 'next-match':
    case 'previous-match':
      return state.search === '' ? state : soughtOn(state, 'match', action === 'next-match' ? 1 : -1, size);
    case 'next-error':
    case 'previous-error':
      return soughtOn(state, 'error', action === 'next-error' ? 1 : -1, size);
    default:
      return state;
  }
}

/** Cells and rows of the screen. */
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** How it is laid out there. */
export function lookOf({ wraps, colours }: OutputState, { width, height }: ScreenSize): LogLook {
  return { wraps, colours, width: Math.max(1, width), height: Math.max(1, height) };
}

/** The top of the screen. */
export function topOf(state: OutputState, size: ScreenSize): LogPlace {
  const { log, place, isAtEnd } = state;
  const look = lookOf(state, size);
  return (isAtEnd ? lastPlace(log, look) : undefined) ?? settled(log, place, look);
}

function scrolled(state: OutputState, by: number, size: ScreenSize): OutputState {
  const { log } = state;
  if (by === Number.POSITIVE_INFINITY) return { ...state, isAtEnd: true, goal: undefined };
  if (by === Number.NEGATIVE_INFINITY) return arrived({ ...state, goal: { at: 0, row: 0 } });
  const look = lookOf(state, size);
  const place = moveBy(log, topOf(state, size), by, look);
  const last = lastPlace(log, look);
  const isAtEnd = last !== undefined && !isBefore(place, last);
  return { ...state, place, isAtEnd, goal: undefined };
}

/** Cells that a long line moves by. */
const SIDEWAYS = 8;

function sideways(state: OutputState, by: number): OutputState {
  return state.wraps ? state : { ...state, left: Math.max(0, state.left + by) };
}

/** From what was found last, where that is on the screen; else from the screen. */
function soughtOn(state: OutputState, kind: Seek['kind'], step: 1 | -1, size: ScreenSize): OutputState {
  const { log, hit } = state;
  const top = topOf(state, size);
  const bottom = moveBy(log, top, size.height - 1, lookOf(state, size));
  const line = hit === undefined ? undefined : lineAt(log, hit);
  const isSeen = line !== undefined && line.start >= top.at && line.start <= bottom.at;
  const from = !isSeen ? top.at : step < 0 ? line.start : line.end;
  return log.parts.length === 0 ? state : { ...state, seek: { kind, step, from } };
}
