/** A page of text that one scrolls and searches: detail, comparison, difference, lineage, what a command said. */

import { unstyled } from '../../view/style.ts';
import { styledWidth } from '../../view/width.ts';
import { withoutTabs } from './log-text.ts';
import { distanceOf, scrolled } from './move.ts';

export interface DocState {
  /** What it is about, and for which width: a page for something else takes its place. */
  readonly of: string;
  readonly title: string;
  /** Styled and safe, without their ends. */
  readonly lines: readonly string[];
  readonly isLoading: boolean;
  readonly trouble: string | undefined;
  readonly top: number;
  readonly left: number;
  readonly search: string;
  /** The line of the match one is at. */
  readonly hit: number | undefined;
  /** The line that keys are about, in pages that have such. */
  readonly cursor?: number | undefined;
}

export const NO_DOC: DocState = {
  of: '',
  title: '',
  lines: [],
  isLoading: false,
  trouble: undefined,
  top: 0,
  left: 0,
  search: '',
  hit: undefined,
};

export type DocEvent =
  | { readonly kind: 'loading'; readonly of: string; readonly title: string }
  | { readonly kind: 'text'; readonly of: string; readonly text: string }
  | { readonly kind: 'failed'; readonly of: string; readonly trouble: string }
  /** From the first line on the screen, or from another one. */
  | { readonly kind: 'search'; readonly text: string; readonly from?: number };

/** What becomes of a page. A text that comes too late is of something else, and passed over. */
export function reduceDoc(state: DocState, event: DocEvent): DocState {
  switch (event.kind) {
    case 'loading':
      // The same anew, or for another width: one stays where one is, and sees no gap.
      return event.title === state.title
        ? { ...state, of: event.of, isLoading: true }
        : { ...NO_DOC, of: event.of, title: event.title, isLoading: true, search: state.search };
    case 'text': {
      if (event.of !== state.of) return state;
      const lines = event.text.replace(/\n$/, '').split('\n').map(withoutTabs);
      return {
        ...state,
        lines,
        isLoading: false,
        trouble: undefined,
        top: Math.min(state.top, lines.length - 1),
      };
    }
    case 'failed':
      return event.of === state.of
        ? { ...state, lines: [], isLoading: false, trouble: withoutTabs(event.trouble) }
        : state;
    case 'search':
      return toMatch({ ...state, search: event.text, hit: undefined, top: event.from ?? state.top }, 1);
  }
}

/** Does what a key does in a page; the same state where it does nothing there. Its part on the screen is in lines and cells. */
export function moveDoc(state: DocState, action: string, height: number, width = 0): DocState {
  const by = distanceOf(action, height);
  if (by !== undefined) {
    const top = scrolled(state.top, by, { length: state.lines.length, height });
    // A hunk near the end stands at the top too: from there nothing goes down, and nothing jumps up.
    return scrolledTo(state, by > 0 ? Math.max(state.top, top) : top);
  }
  switch (action) {
    case 'left':
      return state.left === 0 ? state : { ...state, left: Math.max(0, state.left - SIDEWAYS) };
    case 'right':
      return state.lines.some(line => styledWidth(line) > state.left + width)
        ? { ...state, left: state.left + SIDEWAYS }
        : state;
    case 'next-match':
      return toMatch(state, 1);
    case 'previous-match':
      return toMatch(state, -1);
    default:
      return state;
  }
}

function scrolledTo(state: DocState, top: number): DocState {
  return top === state.top ? state : { ...state, top };
}

/** Cells that a long line moves by. */
const SIDEWAYS = 8;

/** Goes to the next line that a test holds for, in a direction; stays where there is none. */
export function toLine(state: DocState, step: 1 | -1, test: (line: string) => boolean): DocState {
  for (let at = state.top + step; at >= 0 && at < state.lines.length; at += step)
    if (test(unstyled(state.lines[at] as string))) return { ...state, top: at };
  return state;
}

/** Around the end it begins anew. */
function toMatch(state: DocState, step: 1 | -1): DocState {
  const { lines, search } = state;
  if (search === '') return { ...state, hit: undefined };
  const wanted = search.toLowerCase();
  const from = state.hit ?? state.top - step;
  for (let tried = 1; tried <= lines.length; tried++) {
    const at = (((from + tried * step) % lines.length) + lines.length) % lines.length;
    if (
      unstyled(lines[at] as string)
        .toLowerCase()
        .includes(wanted)
    )
      return { ...state, hit: at, top: Math.max(0, at - 2) };
  }
  return { ...state, hit: undefined };
}
