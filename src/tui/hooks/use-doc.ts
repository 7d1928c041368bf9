/** Reads the page of a pane when it is about something else, or has another width. */
import { useEffect } from 'react';
import type { Style } from '../../view/style.ts';
import type { Desk } from '../desk.ts';
import { wrapPage } from '../panes/wrap-text.ts';
import type { AppEvent, DocPane } from '../state/app.ts';
import type { DocQuestion } from '../state/doc-question.ts';
import { readPage } from './read-page.ts';

export interface DocRequest {
  readonly name: DocPane;
  readonly question: DocQuestion | undefined;
  /** Cells. */
  readonly width: number;
  readonly style: Style;
  /** Reads it again where it is another number. */
  readonly refreshed: number;
  readonly desk: Desk;
  send(event: AppEvent): void;
}

/** Asks, and has what comes told to the pane; what comes too late is passed over. */
export function useDoc({ name, question, width, style, refreshed, desk, send }: DocRequest): void {
  const of = question === undefined ? undefined : `${question.of} ${width} ${refreshed}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question is what it is of.
  useEffect(() => {
    if (question === undefined || of === undefined) return;
    return readPage({
      question,
      of,
      page: { width, style },
      desk,
      shape: text => (question.wraps ? wrapPage(text, width) : text),
      tell: event => send({ kind: 'doc', pane: name, event }),
    });
  }, [of]);
}
