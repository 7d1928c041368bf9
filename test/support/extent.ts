/**
 * How much is tried. `npm test` takes a sample of long tables, the same each time; with GIT_RUN_TESTS=all, as in
 * `.ci/run`, every case is tried.
 */
export const TRIES_ALL = process.env.GIT_RUN_TESTS === 'all';

/** Why a test that only the long run has is skipped; false where it runs. */
export const onlyInFull: string | false = TRIES_ALL ? false : 'SKIPPED: GIT_RUN_TESTS=all runs it';

/** One of every so many cases, the first among them; all of them in the long run. */
export function sampled<Case>(cases: readonly Case[], every: number): readonly Case[] {
  return TRIES_ALL ? cases : cases.filter((_, at) => at % every === 0);
}
