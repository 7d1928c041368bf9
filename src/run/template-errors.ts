/** What can be wrong with a template. */
import { GitRunError } from './errors.ts';

/** A template of `--format` does not follow its grammar, or asks for what there is not. */
export class TemplateError extends GitRunError<{
  /** The whole template. */
  text: string;
  /** Where the trouble begins, from 0, and what is behind its end; in UTF-16 units. */
  at: number;
  end: number;
  /** What may have been meant, nearest first. */
  nearest: readonly string[];
}> {
  readonly code = 'template';
  constructor(
    text: string,
    why: string,
    { at, end }: { readonly at: number; readonly end: number },
    nearest: readonly string[] = [],
  ) {
    super(`format, column ${at + 1}: ${why}`, { text, at, end, nearest });
  }
}
