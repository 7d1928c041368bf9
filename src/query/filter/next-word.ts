/** What may come next in a filter that is still being typed. */
import { FilterError } from '../../run/filter-errors.ts';
import type { FilterKey } from './filter.ts';
import { readKey } from './key.ts';
import { type Token, tokenise } from './tokens.ts';

/** The kind of the word at the end, and where it begins. */
export interface NextWord {
  /** From 0, in UTF-16 units. */
  readonly at: number;
  readonly expects: 'key' | 'sign' | 'value' | 'joint';
  /** With a sign or a value: what it is asked of. */
  readonly key?: FilterKey;
}

/** The signs that may follow a key, as people are offered them. */
export const SIGNS = [
  ...['=', '!=', '<', '<=', '>', '>=', '~', 'in', 'between', 'like', 'ilike'],
  ...['is null', 'is not null', 'not in', 'not like'],
] as const;

/** Reads a filter up to the cursor; undefined where it is none so far, or goes on within quotes. */
export function nextWord(text: string): NextWord | undefined {
  const [part = ''] = /[^\s()'"`,=!<>~]*$/.exec(text) ?? [];
  const at = text.length - part.length;
  try {
    return walk(text, tokenise(text.slice(0, at)), at);
  } catch (error) {
    if (error instanceof FilterError) return undefined;
    throw error;
  }
}

/** Each token makes the next state; the words of lists and of `between` are values until they are closed. */
function walk(text: string, tokens: readonly Token[], at: number): NextWord {
  let state: Omit<NextWord, 'at'> = { expects: 'key' };
  // `is` and `not` are the beginning of a sign.
  let begun: number | undefined;
  let open: 'list' | 'between' | undefined;
  for (const token of tokens) {
    const { key } = state;
    const word = token.kind === 'word' ? text.slice(token.at, token.end).toLowerCase() : token.text;
    if (state.expects === 'key') {
      const isKey = token.kind === 'word' && word !== 'not';
      if (isKey) state = { expects: 'sign', key: readKey(text, token, word.startsWith('has:') ? 4 : 0, {}) };
      if (isKey && word.startsWith('has:')) state = { expects: 'joint' };
    } else if (state.expects === 'sign') {
      if (word === 'null') state = { expects: 'joint' };
      else if (word === 'not' || word === 'is') begun ??= token.at;
      else state = { expects: 'value', ...(key && { key }) };
      if (state.expects !== 'sign') begun = undefined;
      open = word === 'in' ? 'list' : word === 'between' ? 'between' : undefined;
    } else if (state.expects === 'value') {
      if (open === 'list') state = word === ')' ? { expects: 'joint' } : state;
      else if (open !== 'between') state = { expects: 'joint' };
      else if (word === 'and') open = undefined;
    } else if (word === 'and' || word === 'or') state = { expects: 'key' };
  }
  return { at: begun ?? at, ...state };
}
