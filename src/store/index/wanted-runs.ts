/** Which lines of the index are of runs that there are, each once: another file may have the same line again. */
import { type RunTip, stateOf } from '../../run/run-tip.ts';
import { idOfLine, isLineOf } from './excerpt.ts';

export interface WantedRuns {
  /** Whether a line is of one of them, in its state, and the first such. */
  take(line: string): boolean;
  /** Those of which no line was taken. */
  left(): RunTip[];
}

/** Wants these runs. */
export function wantedRuns(tips: readonly RunTip[]): WantedRuns {
  const taken = new Uint8Array(tips.length);
  let places: ReadonlyMap<string, number> | undefined;
  let next = 0;
  // Nearly all lines stand in the order of the refs, from which they were made: the next is tried before all are searched.
  const placeOf = (line: string): number | undefined => {
    if (next < tips.length && line.startsWith((tips[next] as RunTip).id)) return next;
    places ??= new Map(tips.map(({ id }, at) => [id, at]));
    return places.get(idOfLine(line));
  };
  return {
    take(line) {
      const place = placeOf(line);
      if (place === undefined) return false;
      next = place + 1;
      if (taken[place] === 1 || !isLineOf(line, stateOf(tips[place] as RunTip))) return false;
      taken[place] = 1;
      return true;
    },
    left: () => tips.filter((_, at) => taken[at] === 0),
  };
}
