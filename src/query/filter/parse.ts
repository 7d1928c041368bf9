/**
 * A filter's text → its value, by recursive descent:
 *
 *     filter  = [any]                       a filter of nothing is true of every run
 *     any     = all { "or" all }
 *     all     = one { "and" one }
 *     one     = "not" one | "(" any ")" | "has:" key | test
 *     test    = key sign value
 *             | key ["not"] "in" "(" value { "," value } ")"
 *             | key ["not"] "between" value "and" value
 *             | key ["not"] ("like" | "ilike" | "rlike" | "regexp") value
 *             | key "is" ["not"] "null"
 */
import { FilterError } from '../../run/filter-errors.ts';
import type { Directions } from '../direction.ts';
import type { Comparison, Filter, FilterKey, Literal } from './filter.ts';
import { readKey } from './key.ts';
import { whyUnfit } from './literal.ts';
import { type Token, tokenise, type Word } from './tokens.ts';

/** Reads a filter. Throws FilterError, which knows the column; and nothing else, whatever the text. */
export function parseFilter(text: string, declared: Directions = {}): Filter {
  const parser = new Parser(text, declared);
  return parser.isAtEnd() ? { kind: 'and', of: [] } : parser.whole();
}

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['==', '='],
  ['!=', '!='],
  ['<>', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
]);

/** Deeper than people write, and less than a stack holds. */
const DEEPEST = 200;

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #declared: Directions;
  #next = 0;
  #depth = 0;

  constructor(text: string, declared: Directions) {
    this.#text = text;
    this.#declared = declared;
    this.#tokens = tokenise(text);
  }

  isAtEnd(): boolean {
    return this.#next === this.#tokens.length;
  }

  whole(): Filter {
    const filter = this.#any();
    if (!this.isAtEnd()) throw this.#expected("'and', 'or' or the end");
    return filter;
  }

  #any(): Filter {
    const filters = [this.#all()];
    while (this.#takeWord('or')) filters.push(this.#all());
    return filters.length === 1 ? (filters[0] as Filter) : { kind: 'or', of: filters };
  }

  #all(): Filter {
    const filters = [this.#one()];
    // An `and` with nothing behind it is passed over: so does MLflow, and programs that join clauses count on it.
    while (this.#takeWord('and') && !this.isAtEnd()) filters.push(this.#one());
    return filters.length === 1 ? (filters[0] as Filter) : { kind: 'and', of: filters };
  }

  #one(): Filter {
    if (++this.#depth > DEEPEST) throw this.#error('it is nested too deeply');
    try {
      if (this.#takeWord('not')) return { kind: 'not', of: this.#one() };
      if (this.#takeSign('(')) {
        const inner = this.#any();
        if (!this.#takeSign(')')) throw this.#expected("')'");
        return inner;
      }
      return this.#test();
    } finally {
      this.#depth--;
    }
  }

  #key(word: Word, from: number): FilterKey {
    return readKey(this.#text, word, from, this.#declared);
  }

  #test(): Filter {
    const word = this.#word('a field, such as metrics.acc');
    const has = /^has:/i.exec(word.pieces[0]?.quoted === false ? word.pieces[0].text : '');
    if (has !== null) return { kind: 'not', of: { kind: 'null', key: this.#key(word, 4) } };
    const key = this.#key(word, 0);
    const sign = this.#peek();
    const operator = sign?.kind === 'sign' ? COMPARISONS.get(sign.text) : undefined;
    if (operator !== undefined) {
      this.#next++;
      return { kind: 'compare', key, operator, value: this.#value(key, operator) };
    }
    if (this.#takeSign('~') || this.#takeSign('=~')) return this.#regexp(key);
    if (this.#takeSign('!~')) return { kind: 'not', of: this.#regexp(key) };
    if (this.#takeWord('is')) {
      const isNot = this.#takeWord('not');
      if (!this.#takeWord('null')) throw this.#expected("'null' or 'not null'");
      return isNot ? { kind: 'not', of: { kind: 'null', key } } : { kind: 'null', key };
    }
    if (this.#takeWord('not')) return { kind: 'not', of: this.#named(key, true) };
    return this.#named(key, false);
  }

  /** A test whose sign is a word. */
  #named(key: FilterKey, isNegated: boolean): Filter {
    if (this.#takeWord('in')) return { kind: 'in', key, values: this.#list(key) };
    if (this.#takeWord('between')) {
      const low = this.#value(key, 'between');
      if (!this.#takeWord('and')) throw this.#expected("'and'");
      return { kind: 'between', key, low, high: this.#value(key, 'between') };
    }
    if (this.#takeWord('like')) return { kind: 'like', key, pattern: this.#pattern(), caseless: false };
    if (this.#takeWord('ilike')) return { kind: 'like', key, pattern: this.#pattern(), caseless: true };
    if (this.#takeWord('rlike') || this.#takeWord('regexp')) return this.#regexp(key);
    throw this.#expected(
      isNegated ? "'in', 'between' or 'like'" : "a comparison, such as = or >=, 'in' or 'like'",
    );
  }

  #list(key: FilterKey): Literal[] {
    if (!this.#takeSign('(')) throw this.#expected("'('");
    const values: Literal[] = [];
    do values.push(this.#value(key, 'in'));
    while (this.#takeSign(','));
    if (!this.#takeSign(')')) throw this.#expected("',' or ')'");
    return values;
  }

  #value(key: FilterKey, operator: Comparison | 'in' | 'between'): Literal {
    const word = this.#word('a value');
    const [first, ...more] = word.pieces;
    if (first === undefined || more.length > 0)
      throw this.#error('a value is one word, or one text in quotes', word);
    const value = { text: first.text, quoted: first.quoted };
    if (!value.quoted && /^null$/i.test(value.text)) throw this.#error("ask 'is null' instead", word);
    const why = whyUnfit(key, operator, value);
    if (why !== undefined) throw this.#error(why, word);
    return value;
  }

  #pattern(): string {
    const word = this.#word('a pattern in quotes');
    return word.pieces.map(({ text }) => text).join('');
  }

  #regexp(key: FilterKey): Filter {
    const start = this.#next;
    const pattern = this.#pattern();
    try {
      new RegExp(pattern, 'u');
    } catch (error) {
      const why = (error as Error).message.replace(/^Invalid regular expression: /, '');
      throw this.#error(`that is no regular expression: ${why}`, this.#tokens[start]);
    }
    return { kind: 'regexp', key, pattern };
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #word(what: string): Word {
    const token = this.#peek();
    if (token?.kind !== 'word') throw this.#expected(what);
    this.#next++;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#peek();
    const [only, more] = token?.kind === 'word' ? token.pieces : [];
    const isIt = only !== undefined && more === undefined && !only.quoted && only.text.toLowerCase() === word;
    if (isIt) this.#next++;
    return isIt;
  }

  #takeSign(text: string): boolean {
    const token = this.#peek();
    const isIt = token?.kind === 'sign' && token.text === text;
    if (isIt) this.#next++;
    return isIt;
  }

  #expected(what: string): FilterError {
    const token = this.#peek();
    const found = token === undefined ? 'it ends' : `there is '${this.#text.slice(token.at, token.end)}'`;
    return this.#error(`${what} is expected, and ${found}`);
  }

  #error(why: string, token = this.#peek()): FilterError {
    const end = this.#text.length;
    return new FilterError(this.#text, why, token ?? { at: end, end });
  }
}
