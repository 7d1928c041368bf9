/** The pages of text, each with what is its own: files and hunks of a difference, the runs of a lineage. */
import { shortId } from '../../run/run-id.ts';
import type { AppState, DocPane } from './app.ts';
import { moveDiff } from './diff-page.ts';
import { type DocEvent, type DocState, moveDoc, reduceDoc } from './doc.ts';
import { moveLineage, withCursor } from './lineage-page.ts';
import { currentRun } from './runs.ts';

/** What becomes of the page of a pane. */
export function reducePage(
  { docs, runs }: Pick<AppState, 'docs' | 'runs'>,
  pane: DocPane,
  event: DocEvent,
): DocState {
  const next = reduceDoc(docs[pane], event);
  if (pane !== 'lineage' || event.kind !== 'text') return next;
  const about = currentRun(runs)?.id;
  return withCursor(next, about && shortId(about));
}

/** Does what a key does in it; its part on the screen is in lines and cells. */
export function movePage(
  pane: DocPane,
  doc: DocState,
  action: string,
  { height, width }: { readonly height: number; readonly width: number },
): DocState {
  switch (pane) {
    case 'diff':
      return moveDiff(doc, action, height, width);
    case 'lineage':
      return moveLineage(doc, action, height, width);
    default:
      return moveDoc(doc, action, height, width);
  }
}
