/**
 * MLflow's own search grammar, with its outcomes and its error texts, for programs that were written for it: clauses
 * joined by `and`, and nothing else. What it makes of a text is what MLflow 3.17 makes of it
 * (`mlflow.utils.search_utils`; fixtures/foreign/mlflow-filters.json has been asked from it).
 */
import { SearchFilterError } from '../../run/filter-errors.ts';
import type { Comparison, Filter, Literal } from './filter.ts';
import { likeTest } from './like.ts';
import { checkTest, type StrictKey, strictKey } from './strict-rules.ts';
import { type Token, tokenise, type Word } from './tokens.ts';

/** Reads a filter as MLflow does. Throws SearchFilterError with MLflow's words. */
export function parseStrict(text: string): Filter {
  const tokens = tokensOf(text);
  const clauses: Filter[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (isBare(tokens[at], 'and')) at++;
    else {
      const { clause, next } = readClause(text, tokens, at);
      clauses.push(clause);
      at = next;
    }
  }
  return clauses.length === 1 ? (clauses[0] as Filter) : { kind: 'and', of: clauses };
}

function tokensOf(text: string): Token[] {
  const invalid = () => new SearchFilterError(`Invalid clause(s) in filter string: '${text}'`);
  let tokens: Token[];
  try {
    tokens = tokenise(text);
  } catch {
    throw invalid();
  }
  const isApart = (token: Token) =>
    token.kind === 'word' && token.pieces.some(({ text, quoted }) => !quoted && text.includes(';'));
  if (tokens.some(isApart))
    throw new SearchFilterError(
      `Search filter contained multiple expression "${text}". Provide AND-ed expression list.`,
    );
  if (isListOutside(tokens)) throw invalid();
  return tokens;
}

/** Whether a comma stands outside of parentheses. */
function isListOutside(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind, ...token } of tokens) {
    const sign = kind === 'sign' ? (token as { text: string }).text : '';
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) return true;
  }
  return false;
}

interface Read {
  readonly clause: Filter;
  readonly next: number;
}

function readClause(text: string, tokens: readonly Token[], start: number): Read {
  const raw = (from: number, to: number) => text.slice(tokens[from]?.at, tokens[to - 1]?.end);
  const invalid = (words: readonly string[]) =>
    new SearchFilterError(`Invalid clause(s) in filter string: ${words.map(word => `'${word}'`).join(', ')}`);
  const first = tokens[start] as Token;
  if (first.kind === 'sign')
    throw invalid([raw(start, first.text === '(' ? closing(tokens, start) : start + 1)]);
  if (['or', 'not'].some(word => isBare(first, word)) || /^--/.test(raw(start, start + 1)))
    throw invalid([raw(start, start + 1)]);
  const { operator, next } = readOperator(tokens, start + 1);
  const rest = () => {
    const words: string[] = [];
    for (let at = start; at < tokens.length && !isBare(tokens[at], 'and'); at++) words.push(raw(at, at + 1));
    return words;
  };
  if (operator === 'BETWEEN') {
    const words = tokens.slice(start).map((_, at) => raw(start + at, start + at + 1));
    throw invalid(words.filter(word => !/^and$/i.test(word)));
  }
  if (operator === undefined) throw invalid(rest());
  const key = strictKey(first, raw(start, start + 1));
  if (operator === 'IS NULL' || operator === 'IS NOT NULL') {
    checkTest(key, operator, undefined);
    const isNull: Filter = { kind: 'null', key: key.key };
    return { clause: operator === 'IS NULL' ? isNull : { kind: 'not', of: isNull }, next };
  }
  const value = tokens[next];
  if (value === undefined || isBare(value, 'and')) throw invalid(rest());
  const isList = value.kind === 'sign' && value.text === '(';
  if (value.kind === 'sign' ? !isList : /^(?:\+|0x|true$|false$)/i.test(raw(next, next + 1)))
    throw invalid(rest().flatMap(word => (word.startsWith('+') ? ['+', word.slice(1)] : [word])));
  if (/IN$/.test(operator) && !isList) throw invalid(rest());
  const end = isList ? closing(tokens, next) : next + 1;
  const written = { text: raw(next, end), words: tokens.slice(next, end).filter(isWord) };
  checkTest(key, operator, written);
  return {
    clause: clauseOf(
      key,
      operator,
      written.words.map(word => literalOf(text, word)),
    ),
    next: end,
  };
}

function readOperator(tokens: readonly Token[], at: number): { operator: string | undefined; next: number } {
  const token = tokens[at];
  if (token === undefined) return { operator: undefined, next: at };
  if (token.kind === 'sign') {
    const isOne = /^(?:[<>!=]=|<>|[=<>])$/.test(token.text);
    return { operator: isOne ? token.text : undefined, next: at + 1 };
  }
  const words = tokens.slice(at, at + 3).map(one => (isWord(one) ? (one.pieces[0]?.text ?? '') : ''));
  for (let count = 3; count > 0; count--) {
    const operator = words.slice(0, count).join(' ').toUpperCase();
    if (WORDS.has(operator)) return { operator, next: at + count };
  }
  return { operator: undefined, next: at };
}

const WORDS: ReadonlySet<string> = new Set([
  ...['LIKE', 'ILIKE', 'RLIKE', 'NOT LIKE', 'NOT ILIKE', 'IN', 'NOT IN'],
  ...['IS NULL', 'IS NOT NULL', 'BETWEEN'],
]);

function closing(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'sign') depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

function isWord(token: Token): token is Word {
  return token.kind === 'word';
}

function isBare(token: Token | undefined, word: string): boolean {
  if (token?.kind !== 'word' || token.pieces.length !== 1) return false;
  const [only] = token.pieces;
  return only?.quoted === false && only.text.toLowerCase() === word;
}

/** Of two quotes in a row inside of a text MLflow keeps both. */
function literalOf(text: string, { pieces, at, end }: Word): Literal {
  const quoted = pieces[0]?.quoted === true;
  return { text: quoted ? text.slice(at + 1, end - 1) : text.slice(at, end), quoted };
}

function clauseOf(
  { key, isStatus, isTime }: StrictKey,
  operator: string,
  values: readonly Literal[],
): Filter {
  const [written = { text: '', quoted: true }] = values;
  const value = isTime ? inFull(written) : written;
  if (isStatus) return statusClause(operator, value.text);
  switch (operator) {
    case 'LIKE':
    case 'ILIKE':
      return { kind: 'like', key, pattern: value.text, caseless: operator === 'ILIKE' };
    case 'IN':
      return { kind: 'in', key, values };
    case 'NOT IN':
      return { kind: 'not', of: { kind: 'in', key, values } };
    default:
      return { kind: 'compare', key, operator: operator as Comparison, value };
  }
}

/** Milliseconds since 1970 in as many digits as those of today, or they would not be told from a year. */
function inFull({ text }: Literal): Literal {
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d*)(.*)$/s.exec(String(Number(text))) ?? [];
  return { text: `${sign}${digits.padStart(13, '0')}${rest}`, quoted: false };
}

/** MLflow's names of ours; it has none for a run that was lost. */
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  RUNNING: ['running'],
  FINISHED: ['finished'],
  FAILED: ['failed', 'lost'],
  KILLED: ['killed'],
};

function statusClause(operator: string, text: string): Filter {
  const fits = statusTest(operator, text);
  const names = Object.keys(STATUSES)
    .filter(fits)
    .flatMap(name => STATUSES[name] as readonly string[]);
  const key = { kind: 'attribute', name: 'status' } as const;
  return { kind: 'in', key, values: names.map(name => ({ text: name, quoted: true })) };
}

function statusTest(operator: string, text: string): (name: string) => boolean {
  if (operator === '=') return name => name === text;
  if (operator === '!=') return name => name !== text;
  return likeTest(text, operator === 'ILIKE');
}
