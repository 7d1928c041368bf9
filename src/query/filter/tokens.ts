/** A filter's text → words, quoted or not, and signs; with their columns, for errors that point. */
import { FilterError } from '../../run/filter-errors.ts';

/** A part of a word that is written in one way: `tags."a b"` has two. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

export interface Word {
  readonly kind: 'word';
  readonly pieces: readonly Piece[];
  /** From 0, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
}

export interface Sign {
  readonly kind: 'sign';
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

export type Token = Word | Sign;

const SIGN = /[(),]|[<>!=]=|<>|=~|!~|[=<>~]/y;
const BARE = /[^\s()'"`,=!<>~]+/y;
const BLANK = /\s*/y;

/** Splits a filter. Throws FilterError at a quote that is not closed, and at a sign that means nothing. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = match(BLANK, text, 0).length; at < text.length; ) {
    const sign = match(SIGN, text, at);
    const token: Token =
      sign === '' ? readWord(text, at) : { kind: 'sign', text: sign, at, end: at + sign.length };
    tokens.push(token);
    at = token.end + match(BLANK, text, token.end).length;
  }
  return tokens;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function readWord(text: string, start: number): Word {
  const pieces: Piece[] = [];
  let at = start;
  for (;;) {
    const bare = match(BARE, text, at);
    const isQuote = QUOTES.includes(text[at + bare.length] ?? ' ');
    // `e'it\'s'`, as PostgreSQL has it, for what holds every kind of quote.
    const escapes = isQuote && /(?:^|\.)e$/i.test(bare);
    const plain = escapes ? bare.slice(0, -1) : bare;
    if (plain !== '') pieces.push({ text: plain, quoted: false });
    at += bare.length;
    if (!isQuote) break;
    const quoted = escapes ? readEscaped(text, at) : readQuoted(text, at);
    pieces.push({ text: quoted.text, quoted: true });
    at = quoted.end;
  }
  if (at === start) throw new FilterError(text, `'${text[at]}' means nothing here`, { at, end: at + 1 });
  return { kind: 'word', pieces, at: start, end: at };
}

const QUOTES = '\'"`';

interface Quoted {
  readonly text: string;
  readonly end: number;
}

/** As in MLflow there is no way to have a quote within its own kind. */
function readQuoted(text: string, at: number): Quoted {
  const end = text.indexOf(text[at] as string, at + 1);
  if (end < 0) throw unclosed(text, at);
  return { text: text.slice(at + 1, end), end: end + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function readEscaped(text: string, start: number): Quoted {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter === text[start]) return { text: value, end: at + 1 };
    if (letter === '\\') {
      const next = text[++at] ?? '';
      value += ESCAPES[next] ?? next;
    } else value += letter;
  }
  throw unclosed(text, start);
}

function unclosed(text: string, at: number): FilterError {
  return new FilterError(text, `the ${text[at]} is not closed`, { at, end: text.length });
}
