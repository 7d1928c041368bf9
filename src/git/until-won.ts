/** Of those who move one ref at once one wins: the others look at what is there now, and try again. */
import { LockedError, RefConflictError } from '../run/repository-errors.ts';

/** How often a lost race is run again before it is given up. */
const TRIES = 20;
/** A lock is waited for by Git itself: one that is there each time belongs to nobody. */
const LOCKED_TRIES = 5;

/**
 * Does what reads a ref and moves it, anew each time that somebody else was quicker; the first attempt is 1. Throws what
 * it throws, the errors of a lost race in the end.
 */
export async function untilWon<T>(once: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(attempt);
    } catch (error) {
      if (attempt >= triesOf(error)) throw error;
    }
  }
}

function triesOf(error: unknown): number {
  if (error instanceof RefConflictError) return TRIES;
  return error instanceof LockedError ? LOCKED_TRIES : 1;
}
