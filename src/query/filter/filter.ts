/**
 * A question about runs, as a value: what `--filter` is read into (parse.ts), printed from (print.ts) and answered
 * by (matches.ts). The language is the search grammar of MLflow with what people miss in it:
 * https://mlflow.org/docs/latest/search-runs
 */
import type { Key } from '../lookup.ts';

/** What a test asks of: a key of lists, or something of a run's inputs, of which a run can have many. */
export type FilterKey = Key | { readonly kind: 'input'; readonly name: InputField };

/** `name` is an input's path, `digest` its SHA-256, `context` what it was read for, where that was told. */
export type InputField = 'name' | 'digest' | 'context';

/** A value as it was written: what it means, its key says (literal.ts). */
export interface Literal {
  readonly text: string;
  /** In quotes it is text; bare it can be a number, a truth or a duration. */
  readonly quoted: boolean;
}

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One thing asked of one key. */
export type Test =
  | {
      readonly kind: 'compare';
      readonly key: FilterKey;
      readonly operator: Comparison;
      readonly value: Literal;
    }
  | { readonly kind: 'in'; readonly key: FilterKey; readonly values: readonly Literal[] }
  | { readonly kind: 'between'; readonly key: FilterKey; readonly low: Literal; readonly high: Literal }
  /** `%` is any text and `_` any one character. */
  | { readonly kind: 'like'; readonly key: FilterKey; readonly pattern: string; readonly caseless: boolean }
  /** A regular expression of JavaScript, anywhere in the text. */
  | { readonly kind: 'regexp'; readonly key: FilterKey; readonly pattern: string }
  | { readonly kind: 'null'; readonly key: FilterKey };

export type Filter =
  | Test
  /** All of them; of none that is every run. */
  | { readonly kind: 'and'; readonly of: readonly Filter[] }
  | { readonly kind: 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter };

/** Every key that is asked for, in order. */
export function keysOf(filter: Filter): FilterKey[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.flatMap(keysOf);
    case 'not':
      return keysOf(filter.of);
    default:
      return [filter.key];
  }
}
