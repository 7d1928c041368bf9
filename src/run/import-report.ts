/** What came of bringing runs from another program's store, or of writing one: reports, as values. */
import type { RunId } from './run-id.ts';

/** Something of a store that could not be taken or given as it is. */
export interface Loss {
  /** Where it is, from the top of the store. */
  readonly path: string;
  /** The end of a sentence that begins with the path. */
  readonly why: string;
}

export interface ImportedRun {
  readonly id: RunId;
  readonly name: string;
  /** What the other program calls it. */
  readonly foreign: string;
}

export interface ImportedModel {
  readonly name: string;
  /** How many of its versions are new. */
  readonly versions: number;
}

export interface ImportReport {
  /** The store, as it was named. */
  readonly from: string;
  readonly dryRun: boolean;
  /** Names of experiments that are new. */
  readonly experiments: readonly string[];
  readonly runs: readonly ImportedRun[];
  /** Runs that were here, and to which came what was logged in them since. */
  readonly continued: readonly ImportedRun[];
  /** Registered models that are new, or have changed. */
  readonly models: readonly ImportedModel[];
  /** Runs that were here already. */
  readonly same: number;
  /** Runs that were here, and were deleted. */
  readonly deleted: number;
  /** Of those that are new, how many the other program knows no end of: it may go on writing to them, and the next import brings that. */
  readonly open: number;
  readonly losses: readonly Loss[];
}

export interface ExportReport {
  /** The store, as it was named. */
  readonly to: string;
  readonly dryRun: boolean;
  readonly experiments: number;
  readonly runs: number;
  /** Registered models of which something was written; absent where none are. */
  readonly models?: number;
  /** Runs that the store has already. */
  readonly same: number;
  readonly losses: readonly Loss[];
}
