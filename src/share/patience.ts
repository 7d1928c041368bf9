/** Trying again what may pass by itself, and not more often than a host likes. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Remotes } from '../git/remotes.ts';
import { RemoteError } from '../run/repository-errors.ts';

/** A clock, and a way to wait for it: a test's own, or the machine's. */
export interface Clock {
  /** How long to wait between one try and the next, ms; there is one try more. */
  readonly pauses: readonly number[];
  /** ms, of any beginning. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const CLOCK: Clock = {
  pauses: [1000, 4000, 10_000],
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

/** For who must not be kept waiting: what fails has failed. */
export const ONCE: Clock = { ...CLOCK, pauses: [] };

/** Told of trouble that is waited out, and a way to give up. */
export interface Waiting {
  readonly signal?: AbortSignal | undefined;
  readonly onPause?: ((error: RemoteError) => void) | undefined;
}

/** Does something again where it failed in a way that may pass by itself. Throws what the last try threw. */
export async function withRetries<Result>(
  clock: Clock,
  act: () => Promise<Result>,
  { signal, onPause }: Waiting = {},
): Promise<Result> {
  for (const pause of clock.pauses) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof RemoteError) || error.data.nature !== 'passes') throw error;
      onPause?.(error);
      await clock.wait(pause, signal);
    }
  }
  return act();
}

/** A door to remotes that asks again where that is no harm; who pushes has to look first what has arrived. */
export function patient(remotes: Remotes, clock: Clock, onPause?: (error: RemoteError) => void): Remotes {
  return {
    ...remotes,
    list: (remote, patterns, how) =>
      withRetries(clock, () => remotes.list(remote, patterns, how), { signal: how?.signal, onPause }),
    fetch: (remote, refs, how) =>
      withRetries(clock, () => remotes.fetch(remote, refs, how), { signal: how?.signal, onPause }),
  };
}

/** Lets no more pass in any minute than a host takes: each waits for its turn. */
export function paced(clock: Clock, perMinute: number): (signal?: AbortSignal) => Promise<void> {
  const times: number[] = [];
  return async signal => {
    const first = times.length < perMinute ? undefined : times.shift();
    if (first !== undefined) await clock.wait(Math.max(0, first + 60_000 - clock.now()), signal);
    times.push(clock.now());
  };
}
