/** What was read of runs and experiments, kept for as long as none of their refs has moved. */
import { refsState } from '../git/refs-state.ts';
import type { Place } from '../git/repository.ts';
import { EXPERIMENTS, LEDGER, RUNS } from '../run/run-ref.ts';

/** ms: a file system's clock ticks, and what changes twice within a tick looks as if it had changed once. */
const TICK = 2000;

export class WhileStill<Value> {
  readonly #place: Pick<Place, 'commonDir'>;
  #kept: { readonly mark: string; readonly value: Value } | undefined;

  constructor(place: Pick<Place, 'commonDir'>) {
    this.#place = place;
  }

  /** What was kept; undefined where it must be read anew. */
  get value(): Value | undefined {
    if (this.#kept?.mark !== this.#state().mark) this.#kept = undefined;
    return this.#kept?.value;
  }

  /** To be asked before it is read, at a time in ms since 1970; what it returns keeps what was read, where that can be trusted. */
  reading(now: number): (value: Value) => void {
    const { mark, changed } = this.#state();
    const isSettled = changed < now - TICK;
    return value => {
      if (isSettled) this.#kept = { mark, value };
    };
  }

  #state() {
    return refsState(this.#place.commonDir, [RUNS, EXPERIMENTS, LEDGER]);
  }
}
