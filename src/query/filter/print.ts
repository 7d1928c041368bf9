/** A filter → its text, as parse.ts reads it: in one spelling, with the fewest parentheses. */
import { printKey } from '../lookup.ts';
import type { Filter, FilterKey, Literal, Test } from './filter.ts';

/** Prints a filter; empty for the one that every run answers to. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'or':
      return filter.of.map(one => within(one, ['or'])).join(' or ');
    case 'and':
      return filter.of.map(one => within(one, ['or', 'and'])).join(' and ');
    case 'not':
      return isTest(filter.of) ? printTest(filter.of, true) : `not ${within(filter.of, ['or', 'and'])}`;
    default:
      return printTest(filter, false);
  }
}

function within(filter: Filter, looser: readonly Filter['kind'][]): string {
  const text = printFilter(filter);
  return looser.includes(filter.kind) ? `(${text})` : text;
}

function isTest(filter: Filter): filter is Test {
  return filter.kind !== 'and' && filter.kind !== 'or' && filter.kind !== 'not';
}

function printTest(test: Test, isNegated: boolean): string {
  const key = printFilterKey(test.key);
  const not = isNegated ? 'not ' : '';
  switch (test.kind) {
    case 'compare':
      return `${not}${key} ${test.operator} ${printLiteral(test.value)}`;
    case 'in':
      return `${key} ${not}in (${test.values.map(printLiteral).join(', ')})`;
    case 'between':
      return `${key} ${not}between ${printLiteral(test.low)} and ${printLiteral(test.high)}`;
    case 'like':
      return `${key} ${not}${test.caseless ? 'ilike' : 'like'} ${quote(test.pattern)}`;
    case 'regexp':
      return `${key} ${isNegated ? '!~' : '~'} ${quote(test.pattern)}`;
    case 'null':
      return `${key} is ${not}null`;
  }
}

/** Prints a key, in back ticks where it needs them. */
export function printFilterKey(key: FilterKey): string {
  if (key.kind === 'input') return `inputs.${key.name}`;
  if (key.kind === 'attribute') return printKey(key);
  return `${key.kind}s.${/^[^\s()'"`,=!<>~]+$/.test(key.name) ? key.name : quote(key.name, '`')}`;
}

function printLiteral({ text, quoted }: Literal): string {
  return quoted ? quote(text) : text;
}

/** In the first kind of quotes that the text does not hold; with escapes where it holds them all. */
function quote(text: string, first = "'"): string {
  const free = [first, "'", '"'].find(mark => !text.includes(mark));
  if (free !== undefined) return `${free}${text}${free}`;
  return `e'${text.replace(/[\\']/g, '\\$&')}'`;
}
