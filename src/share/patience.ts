/** Trying again what may pass by itself, and not more often than a host likes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteError } from '../run/repository-errors.ts';

/** A clock, and a way to wait for it: a test's own, or the machine's. */
export interface Clock {
  /** ms, of any beginning. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const CLOCK: Clock = {
  now: () => performance.now(),
  wait: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

/** Between one try and the next, ms. */
const PAUSES = [1000, 4000, 10_000];

/** Does something again where it failed in a way that may pass by itself. Throws what the last try threw. */
export async function withRetries<Result>(
  clock: Clock,
  act: () => Promise<Result>,
  {
    signal,
    onPause,
  }: { readonly signal?: AbortSignal | undefined; readonly onPause?: (error: RemoteError) => void } = {},
): Promise<Result> {
  for (const pause of PAUSES) {
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

/** Lets no more pass in any minute than a host takes: each waits for its turn. */
export function paced(clock: Clock, perMinute: number): (signal?: AbortSignal) => Promise<void> {
  const times: number[] = [];
  return async signal => {
    const first = times.length < perMinute ? undefined : times.shift();
    if (first !== undefined) await clock.wait(Math.max(0, first + 60_000 - clock.now()), signal);
    times.push(clock.now());
  };
}
