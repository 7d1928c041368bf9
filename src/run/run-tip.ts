/** Where a run is to be found. */
import type { RunId } from './run-id.ts';

/** A run's id and the commit it is at now. */
export interface RunTip {
  readonly id: RunId;
  readonly commit: string;
  /** Other commits it is at as well, which clones made apart: what holds is the union of the edits of all. */
  readonly others?: readonly string[];
  /** Where it is written down; absent for a run that has a ref. */
  readonly page?: PageOfLedger;
}

/** A page of a ledger, as a commit of the ledger has it. */
export interface PageOfLedger {
  readonly writer: string;
  /** The ledger's commit. */
  readonly ledger: string;
  readonly number: number;
}

/** All that a run is at: while it is the same, so is the run. */
export function stateOf({ commit, others = [] }: Pick<RunTip, 'commit' | 'others'>): string {
  return [commit, ...others].join('+');
}
