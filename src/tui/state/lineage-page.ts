/** The page of a run's relatives: a cursor goes from run to run, and past the lines that only draw. */
import { unstyled } from '../../view/style.ts';
import { type DocState, moveDoc } from './doc.ts';
import { distanceOf, follow } from './move.ts';

/** Does what a key does in the page; its part on the screen is in lines and cells. */
export function moveLineage(state: DocState, action: string, height: number, width: number): DocState {
  const by = distanceOf(action, height);
  if (by === undefined || state.cursor === undefined) return moveDoc(state, action, height, width);
  const cursor = nextRun(state, state.cursor, by);
  return { ...state, cursor, top: follow(cursor, state.top, { length: state.lines.length, height }) };
}

/** The page with its cursor at a run: where it was, else at the run that the page is about, by its short id. */
export function withCursor(state: DocState, shortId: string | undefined): DocState {
  if (state.cursor !== undefined && runIn(state.lines[state.cursor]) !== undefined) return state;
  const runs = state.lines.map(runIn);
  const at = runs.findIndex(run => run !== undefined && run === shortId);
  const cursor = at >= 0 ? at : runs.findIndex(run => run !== undefined);
  return { ...state, cursor: cursor < 0 ? undefined : cursor };
}

/** The short id of the run that the cursor is at. */
export function runAtCursor({ lines, cursor }: DocState): string | undefined {
  return cursor === undefined ? undefined : runIn(lines[cursor]);
}

/** As far as the distance goes, and at least to the next run. */
function nextRun({ lines }: DocState, cursor: number, by: number): number {
  const step = by < 0 ? -1 : 1;
  let found = cursor;
  for (let at = cursor + step; at >= 0 && at < lines.length; at += step) {
    if (Math.abs(at - cursor) > Math.abs(by) && found !== cursor) break;
    if (runIn(lines[at]) !== undefined) found = at;
  }
  return found;
}

/** The id that a line begins with, behind what is drawn of the graph. */
function runIn(line: string | undefined): string | undefined {
  return /^[\s*|/\\ox]*\b([0-9a-hjkmnp-tv-z]{8})(?: |$)/.exec(unstyled(line ?? ''))?.[1];
}
