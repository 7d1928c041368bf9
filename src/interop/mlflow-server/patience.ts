/** Asking again what may pass by itself: later each time, and as a server wants it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { RemoteError } from '../../run/repository-errors.ts';
import { RefusedError } from './refused-error.ts';

/** How long is waited: a test's own, or as people would have it. */
export interface Patience {
  /** Between one try and the next, ms; there is one try more. */
  readonly pauses: readonly number[];
  wait(ms: number): Promise<void>;
  /** How long nothing may come, ms. */
  readonly silence: number;
}

export const PATIENCE: Patience = {
  pauses: [500, 1000, 2000, 4000, 8000],
  wait: ms => sleep(ms),
  silence: 120_000,
};

/** What MLflow's own client tries again. */
const PASSES: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504]);
/** A server answers so to much that will never be otherwise, a file that is not there for one: it is asked again, but not for long. */
const SELDOM_PASSES = 500;
const SELDOM = 2;
/** The longest that a server may have us wait, ms. */
const LONGEST = 60_000;

/** Does something again where it failed in a way that may pass. Throws what the last try threw: a RemoteError, where it may pass yet. */
export async function withPatience<Result>(
  shown: string,
  { pauses, wait }: Patience,
  act: () => Promise<Result>,
): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await act();
    } catch (error) {
      const pause = pauses[tries];
      if (!mayPass(error, tries)) throw error;
      if (pause === undefined) throw asTrouble(shown, error);
      await wait(pauseAfter(error, pause));
    }
  }
}

function asTrouble(shown: string, error: unknown): unknown {
  if (!(error instanceof RefusedError) || error.data.status === SELDOM_PASSES) return error;
  const why = `it is in trouble, or too busy (${error.data.status})`;
  return new RemoteError(shown, why, 'try again later', { nature: 'passes', cause: error });
}

function mayPass(error: unknown, tries: number): boolean {
  if (error instanceof RemoteError) return error.data.nature === 'passes';
  if (!(error instanceof RefusedError)) return false;
  const { status } = error.data;
  return PASSES.has(status) || (status === SELDOM_PASSES && tries < SELDOM);
}

/** As the server wants, within reason; else a little more or less than said: others may wait, too. */
function pauseAfter(error: unknown, pause: number): number {
  const wanted = error instanceof RefusedError ? error.data.retryAfter : undefined;
  if (wanted !== undefined) return Math.min(wanted, LONGEST);
  return Math.round(pause * (0.75 + Math.random() / 2));
}
