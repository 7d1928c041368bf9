/** Marks the best runs of a list, in the pauses between keys. */
import { useEffect } from 'react';
import type { AppEvent } from '../state/app.ts';
import { findBest } from '../state/best.ts';
import type { RunsState } from '../state/runs.ts';

/** So many rows take some ms: a key that comes meanwhile is not kept waiting. */
const SOME = 1000;
/** Who still types a filter gets his stars later: ms. */
const PAUSE = 200;

/** Finds the best values of the list that is shown, and tells of them. */
export function useBest(
  { shown, columns, directions, isComplete }: RunsState,
  send: (event: AppEvent) => void,
): void {
  useEffect(() => {
    if (!isComplete) return;
    const search = findBest({ shown, columns, directions }, SOME);
    const goOn = () => {
      const { done, value } = search.next();
      if (done) send({ kind: 'runs', event: { kind: 'best', best: value } });
      else timer = setTimeout(goOn);
    };
    let timer = setTimeout(goOn, PAUSE);
    return () => clearTimeout(timer);
  }, [shown, columns, directions, isComplete, send]);
}
