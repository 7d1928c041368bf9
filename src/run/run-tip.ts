/** Where a run is to be found. */
import type { RunId } from './run-id.ts';

/** A run's id and the commit it is at now. */
export interface RunTip {
  readonly id: RunId;
  readonly commit: string;
}
