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

/** A run in progress has no process that could be asked to end. */
export class NoProcessError extends GitRunError<{ run: string }> {
  readonly code = 'no-process';
  constructor(run: string) {
    super(`run ${run} is written by a program, and ends when that says so: its process is not known`, {
      run,
    });
  }
}

/** A run that has ended takes no more edits: with them nobody could read it any more. */
export class FullRunError extends GitRunError<{ run: string }> {
  readonly code = 'run-full';
  constructor(run: string, why: string) {
    super(`run ${run} takes no more edits: ${why}`, { run });
  }
}
