/** Work that is done one after the other for each run, and at once for different ones. */
import type { RunId } from '../../run/run-id.ts';

export class Turns {
  readonly #turns = new Map<RunId, Promise<void>>();

  /** Does it when all that came before it for the run is done, whether it succeeded or not. */
  async take<T>(id: RunId, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(work);
    const done = turn.then(
      () => {},
      () => {},
    );
    this.#turns.set(id, done);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === done) this.#turns.delete(id);
    }
  }
}
