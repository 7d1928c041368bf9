/** What can go wrong with the journal of a run, and with storing what it holds. */
import { GitRunError } from './errors.ts';

/** A file in the journal of a run is not what a recorder wrote. */
export class DamagedJournalError extends GitRunError<{ file: string }> {
  readonly code = 'damaged-journal';
  constructor(file: string, why: string) {
    super(`${file} in its journal is damaged: ${why}`, { file });
  }
}

/** A run has ended, and could not be stored. */
export class RunNotStoredError extends GitRunError<{
  run: string;
  /** The journal with everything that could be kept; absent where there was no room for one. */
  journal: string | undefined;
}> {
  readonly code = 'run-not-stored';
  constructor(run: string, cause: Error, journal: string | undefined) {
    super(`run ${run} could not be stored: ${cause.message}`, { run, journal }, { cause });
  }
}
