/** Work that is done one after the other: what one piece leaves the next begins with. */

/** Does a piece of work when all that were given before are done, or have failed. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Opens a line of work. */
export function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}
