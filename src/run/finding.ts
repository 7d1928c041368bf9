/** What a look at the set-up found. */

export type FindingState = 'ok' | 'warning' | 'problem';

export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly state: FindingState;
  readonly message: string;
  /** What to type, or to know, a line each. */
  readonly remedy: readonly string[];
}
