/** What can be wrong with a filter. */
import { GitRunError } from './errors.ts';

/** A filter does not follow its grammar, or asks for what there is not. */
export class FilterError extends GitRunError<{
  /** The whole filter. */
  text: string;
  /** Where the trouble begins, from 0, and what is behind its end; in UTF-16 units. */
  at: number;
  end: number;
  /** What may have been meant, nearest first. */
  nearest: readonly string[];
}> {
  readonly code = 'filter';
  constructor(
    text: string,
    why: string,
    { at, end }: { readonly at: number; readonly end: number },
    nearest: readonly string[] = [],
  ) {
    super(`filter, column ${at + 1}: ${why}`, { text, at, end, nearest });
  }
}

/** A search of MLflow's grammar is not what MLflow would take; the message is MLflow's own. */
export class SearchFilterError extends GitRunError {
  readonly code = 'search-filter';
  constructor(message: string) {
    super(message, {});
  }
}
