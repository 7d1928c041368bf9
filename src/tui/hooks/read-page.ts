/** Reads a page, and reads it again as long as it is of a run in progress. */
import { sanitise } from '../../view/sanitise.ts';
import type { Desk, Page } from '../desk.ts';
import type { DocEvent } from '../state/doc.ts';
import type { DocQuestion } from '../state/doc-question.ts';
import { askLater } from './ask-later.ts';

/** How often a page of a run in progress is read: ms. */
const LIVE = 2000;

export interface PageRequest {
  readonly question: DocQuestion;
  /** The question, and all else that makes it another page: its width. */
  readonly of: string;
  readonly page: Page;
  readonly desk: Desk;
  /** What becomes of the text before it is told. */
  shape(text: string): string;
  tell(event: DocEvent): void;
}

/** Asks for it; nothing is told any more once what is returned is called. What was there is seen until then. */
export function readPage({ question, of, page, desk, shape, tell }: PageRequest): () => void {
  const { title, isLive } = question;
  let again: NodeJS.Timeout | undefined;
  let stop = () => {};
  let told: string | undefined;
  let isWanted = true;
  const begin = () => {
    if (told === undefined) tell({ kind: 'loading', of, title });
  };
  const later = () => {
    if (isLive) again = setTimeout(look, LIVE);
  };
  const show = (answer: string) => {
    if (!isWanted) return;
    const text = shape(answer);
    begin();
    if (text !== told) tell({ kind: 'text', of, text });
    told = text;
  };
  function look(): void {
    stop = askLater(() => question.ask(desk, page, show), {
      late: begin,
      answer(answer) {
        show(answer);
        later();
      },
      failed({ message }) {
        begin();
        told = undefined;
        tell({ kind: 'failed', of, trouble: sanitise(message, { newlines: true }) });
        later();
      },
    });
  }
  look();
  return () => {
    isWanted = false;
    stop();
    clearTimeout(again);
  };
}
