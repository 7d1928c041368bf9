/** The state of the screen, and who wants to hear of it. */

export interface Store<State, Event> {
  state(): State;
  /** Has the state answer to what happened. */
  send(event: Event): void;
  /** Calls back after each change, until what is returned is called. */
  subscribe(hear: () => void): () => void;
}

/** Opens a store over a pure reducer. */
export function openStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => state,
    send(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const hear of listeners) hear();
    },
    subscribe(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}
