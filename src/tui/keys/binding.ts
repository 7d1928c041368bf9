/** A key, as a value. */
import type { PaneName } from '../pane-names.ts';

/** Where a key holds. */
export type Scope = 'everywhere' | PaneName;

export interface Binding<Name extends string = string> {
  readonly action: Name;
  readonly scope: Scope;
  /** As `terminal/input.ts` calls them; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** What it does, for the help and the manual. */
  readonly does: string;
  /** The same in a word or two, for the footer; absent where the footer does without. */
  readonly hint?: string;
  /** Whether it changes anything that is kept: off with --read-only. */
  readonly changes?: true;
}
