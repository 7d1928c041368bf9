/** MLflow's search grammar for all that is no run: experiments and logged models. Clauses joined by `and`. */
import type { Comparison } from '../../query/filter/filter.ts';
import { likeTest } from '../../query/filter/like.ts';
import { COMPARE } from '../../query/filter/matches.ts';
import { type Token, tokenise, type Word } from '../../query/filter/tokens.ts';
import { compareText } from '../../query/sort.ts';
import { invalid } from './errors.ts';

/** What can be asked of things of a kind: their attributes by name, each text or number. */
export type Attributes = Readonly<Record<string, 'text' | 'number'>>;

/** How a thing answers; undefined where it has nothing there. */
export type Ask<Item> = (item: Item, key: AskedKey) => string | number | undefined;

export interface AskedKey {
  readonly kind: 'attribute' | 'tag' | 'param' | 'metric';
  readonly name: string;
}

const ENTITIES: Readonly<Record<string, AskedKey['kind']>> = {
  ...{ attribute: 'attribute', attributes: 'attribute', attr: 'attribute' },
  ...{ tag: 'tag', tags: 'tag' },
  ...{ param: 'param', params: 'param', parameter: 'param', parameters: 'param' },
  ...{ metric: 'metric', metrics: 'metric' },
};

/** Makes the test of a filter. Throws MlflowError. */
export function clauseTest<Item>(
  filter: string,
  attributes: Attributes,
  ask: Ask<Item>,
): (item: Item) => boolean {
  const tests = clausesOf(filter).map(words => {
    const [first, ...rest] = words;
    const key = keyOf(first, attributes);
    const test = testOf(filter, isNumber(key, attributes), rest);
    return (item: Item) => {
      const value = ask(item, key);
      return value !== undefined && test(value);
    };
  });
  return item => tests.every(test => test(item));
}

function clausesOf(filter: string): Token[][] {
  let tokens: Token[];
  try {
    tokens = tokenise(filter);
  } catch {
    throw wrong(filter);
  }
  const clauses: Token[][] = [[]];
  for (const token of tokens) {
    if (bare(token) === 'and') clauses.push([]);
    else clauses.at(-1)?.push(token);
  }
  return clauses.filter(clause => clause.length > 0);
}

function keyOf(token: Token | undefined, attributes: Attributes): AskedKey {
  const [first, ...more] = token?.kind === 'word' ? token.pieces : [];
  if (first === undefined) throw invalid('Invalid comparison clause: it begins with no name');
  const text = first.text + more.map(piece => piece.text).join('');
  const dot = first.quoted ? -1 : text.indexOf('.');
  const entity = dot < 0 ? 'attribute' : text.slice(0, dot);
  const kind = Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
  if (kind === undefined)
    throw invalid(
      `Invalid entity type '${entity}'. Valid values are ['attribute', 'tag', 'param', 'metric']`,
    );
  const name = text.slice(dot + 1);
  if (kind === 'attribute' && !Object.hasOwn(attributes, name)) {
    const valid = Object.keys(attributes).map(one => `'${one}'`);
    throw invalid(`Invalid attribute key '${name}' specified. Valid keys are '{${valid.join(', ')}}'`);
  }
  return { kind, name };
}

function isNumber({ kind, name }: AskedKey, attributes: Attributes): boolean {
  return kind === 'metric' || (kind === 'attribute' && attributes[name] === 'number');
}

type ValueTest = (value: string | number) => boolean;

function testOf(filter: string, isNumeric: boolean, tokens: readonly Token[]): ValueTest {
  const at = tokens[0]?.kind === 'sign' ? 1 : tokens.findIndex(token => bare(token) === undefined);
  const operator = tokens.slice(0, Math.max(at, 0)).map(wordOf).join(' ').toUpperCase();
  const values = tokens
    .slice(at)
    .filter(token => token.kind === 'word')
    .map(literal);
  const [value] = values;
  const isList = operator === 'IN' || operator === 'NOT IN';
  // Such as `or` and what follows it.
  if (value === undefined || (values.length > 1 && !isList)) throw wrong(filter);
  if (isNumeric) {
    if (value.quoted || Number.isNaN(Number(value.text)))
      throw invalid(`Expected numeric value type for numeric attribute. Found ${JSON.stringify(value.text)}`);
    return compareTest(filter, operator, found => Number(found) - Number(value.text));
  }
  if (!values.every(({ quoted }) => quoted))
    throw invalid(`Expected a quoted string value for attributes. Got value ${value.text}`);
  if (isList) {
    const set = new Set(values.map(({ text }) => text));
    return found => set.has(String(found)) === (operator === 'IN');
  }
  if (operator === 'LIKE' || operator === 'ILIKE') {
    const fits = likeTest(value.text, operator === 'ILIKE');
    return found => fits(String(found));
  }
  return compareTest(filter, operator, found => compareText(String(found), value.text));
}

function compareTest(filter: string, operator: string, order: (found: string | number) => number): ValueTest {
  if (!Object.hasOwn(COMPARE, operator)) throw wrong(filter);
  const test = COMPARE[operator as Comparison];
  return found => test(order(found));
}

function wordOf(token: Token): string {
  return token.kind === 'sign' ? token.text : (bare(token) ?? '');
}

/** A word of letters that stands in no quotes, in lower case. */
function bare(token: Token): string | undefined {
  if (token.kind !== 'word' || token.pieces.length !== 1) return undefined;
  const [piece] = token.pieces;
  return piece?.quoted === false && /^[a-z]+$/i.test(piece.text) ? piece.text.toLowerCase() : undefined;
}

function literal({ pieces }: Word) {
  return { text: pieces.map(({ text }) => text).join(''), quoted: pieces[0]?.quoted === true };
}

function wrong(filter: string) {
  return invalid(`Invalid clause(s) in filter string: '${filter}'`);
}

/** One thing to order by. */
export interface Order {
  readonly key: AskedKey;
  readonly ascending: boolean;
}

/** Reads `name`, `creation_time DESC`. Throws MlflowError. */
export function readOrder(text: string, attributes: Attributes): Order {
  const [, name = '', word = 'asc'] = /^(.*?)(?:\s+(asc|desc))?\s*$/is.exec(text) ?? [];
  const tokens = clausesOf(name).flat();
  if (tokens.length !== 1) throw invalid(`Invalid order_by clause '${text}'`);
  return { key: keyOf(tokens[0], attributes), ascending: word.toLowerCase() === 'asc' };
}

/** Sorts by several orders; what has nothing there comes last, and equal things keep their order. */
export function inOrder<Item>(items: readonly Item[], orders: readonly Order[], ask: Ask<Item>): Item[] {
  const compare = (one: Item, other: Item) => {
    for (const { key, ascending } of orders) {
      const [a, b] = [ask(one, key), ask(other, key)];
      if (a === undefined || b === undefined) {
        if (a !== b) return a === undefined ? 1 : -1;
        continue;
      }
      const order = typeof a === 'number' ? a - Number(b) : compareText(a, String(b));
      if (order !== 0) return ascending ? order : -order;
    }
    return 0;
  };
  return items.toSorted(compare);
}
