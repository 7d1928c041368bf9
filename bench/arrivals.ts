/** What a program writes, piece by piece, with the time at which each arrived. */
import { performance } from 'node:perf_hooks';
import type { AtTerminal } from '../test/support/terminal/pseudo-terminal.ts';

export interface Piece {
  readonly text: string;
  /** As `performance.now()` tells. */
  readonly at: number;
}

export interface Arrivals {
  /** How many have come so far. */
  count(): number;
  /** Waits for one of them; undefined where it has not come within so many ms, or never will. */
  piece(index: number, within: number): Promise<Piece | undefined>;
}

/** Keeps all that a program writes from now on. */
export function arrivals(program: Pick<AtTerminal, 'onText' | 'ended'>): Arrivals {
  const pieces: Piece[] = [];
  let isOver = false;
  let wake = () => {};
  program.onText(text => {
    pieces.push({ text, at: performance.now() });
    wake();
  });
  void program.ended.then(() => {
    isOver = true;
    wake();
  });
  return {
    count: () => pieces.length,
    async piece(index, within) {
      if (index >= pieces.length && !isOver && within > 0) {
        await new Promise<void>(resolve => {
          const limit = setTimeout(resolve, within);
          wake = () => {
            clearTimeout(limit);
            resolve();
          };
        });
      }
      return pieces[index];
    },
  };
}
