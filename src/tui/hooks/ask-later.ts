/** A question that is only asked where one stays, and an answer that is only announced where it takes its time. */

/** Who goes through a list does not want what is behind every line: only of the one where he stays so many ms. */
const STAYS = 60;
/** What comes sooner takes the place of what was there, with nothing between them that would flicker: ms. */
const SOON = 150;

export interface Hearing<Answer> {
  /** The answer is late. */
  late(): void;
  answer(answer: Answer): void;
  failed(error: Error): void;
}

/** Asks; nothing is heard any more once what is returned is called. */
export function askLater<Answer>(ask: () => Promise<Answer>, hearing: Hearing<Answer>): () => void {
  let isWanted = true;
  let late: NodeJS.Timeout | undefined;
  const settled = (hear: () => void) => {
    clearTimeout(late);
    if (isWanted) hear();
  };
  const timer = setTimeout(() => {
    late = setTimeout(() => settled(hearing.late), SOON);
    ask().then(
      answer => settled(() => hearing.answer(answer)),
      (error: Error) => settled(() => hearing.failed(error)),
    );
  }, STAYS);
  return () => {
    isWanted = false;
    clearTimeout(timer);
    clearTimeout(late);
  };
}
