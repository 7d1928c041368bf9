/** Signals that ask this process to end while others work for it: they end first, and are not left behind. */

const ENDING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export interface StopSignals {
  /** Aborted by the first one. */
  readonly signal: AbortSignal;
  /** Lets signals act on us again; where one has come, it does so now. */
  end(): void;
}

/** From now on they give up what `signal` is handed to, and end this process when it says so; a second one at once. */
export function stopSignals(): StopSignals {
  const stop = new AbortController();
  let came: NodeJS.Signals | undefined;
  const end = () => {
    for (const signal of ENDING) process.off(signal, caught);
    // Whoever sent it is to see that it did what it should.
    if (came !== undefined) process.kill(process.pid, came);
  };
  const caught = (signal: NodeJS.Signals) => {
    const isFirst = came === undefined;
    came = signal;
    if (isFirst) stop.abort(new Error(`given up: ${signal}`));
    else end();
  };
  for (const signal of ENDING) process.on(signal, caught);
  return { signal: stop.signal, end };
}
