/**
 * Whether a run answers to a filter. As in SQL there is a third answer: a run that lacks a key neither passes a test
 * of it nor the opposite of that test, and is found by `is null` alone.
 */
import type { Scalar } from '../../run/param.ts';
import { entryOf, type RunRow } from '../../run/run-row.ts';
import { lookup } from '../lookup.ts';
import { parseSince, parseUntil, type Today } from '../since.ts';
import { compareText } from '../sort.ts';
import type { Comparison, Filter, FilterKey, Literal, Test } from './filter.ts';
import { likeTest } from './like.ts';
import { durationOf, epochOf, numberOf, truthOf, typeOf } from './literal.ts';

/** Undefined: it cannot be told. */
type Answer = boolean | undefined;
type Ask = (row: RunRow) => Answer;

/** Makes the test of a filter. Dates in it are seen from `today`. */
export function matcher(filter: Filter, today: Today): (row: RunRow) => boolean {
  const ask = askOf(filter, today);
  return row => ask(row) === true;
}

function askOf(filter: Filter, today: Today): Ask {
  switch (filter.kind) {
    case 'not': {
      const ask = askOf(filter.of, today);
      return row => opposite(ask(row));
    }
    case 'and':
    case 'or': {
      const asks = filter.of.map(one => askOf(one, today));
      return row => joined(asks, row, filter.kind === 'or');
    }
    case 'null': {
      const { key } = filter;
      return row => valuesOf(row, key).length === 0;
    }
    default: {
      const test = testOf(filter, today);
      return row => anyOf(valuesOf(row, filter.key), test);
    }
  }
}

function opposite(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}

/** One answer decides: a true one an `or`, a false one an `and`. */
function joined(asks: readonly Ask[], row: RunRow, decisive: boolean): Answer {
  let answer: Answer = !decisive;
  for (const ask of asks) {
    const one = ask(row);
    if (one === decisive) return decisive;
    if (one === undefined) answer = undefined;
  }
  return answer;
}

/** Of several values, such as the inputs of a run, one has to pass. */
function anyOf(values: readonly Value[], test: (value: Value) => Answer): Answer {
  let answer: Answer;
  for (const value of values) {
    const one = test(value);
    if (one === true) return true;
    answer = one ?? answer;
  }
  return answer;
}

interface Value {
  readonly scalar: Exclude<Scalar, null>;
  /** As it was written; absent where that is how it prints. */
  readonly written?: string | undefined;
}

/** Made where a text is asked for: to print a number takes longer than to compare it. */
function textOf({ scalar, written }: Value): string {
  return written ?? String(scalar);
}

/** What a run has under a key: nothing, one value or, of inputs, several. */
function valuesOf(row: RunRow, key: FilterKey): Value[] {
  if (key.kind === 'input') {
    const found = (row.inputs ?? []).map(
      ({ path, sha256, context }) => ({ name: path, digest: sha256, context })[key.name],
    );
    return found.filter(text => text !== undefined).map(text => ({ scalar: text }));
  }
  const scalar = lookup(row, key);
  if (scalar === undefined || scalar === null) return [];
  return [{ scalar, written: key.kind === 'param' ? entryOf(row, 'params', key.name)?.text : undefined }];
}

type ValueTest = (value: Value) => Answer;

function testOf(test: Exclude<Test, { kind: 'null' }>, today: Today): ValueTest {
  switch (test.kind) {
    case 'compare':
      return comparison(test.key, test.operator, test.value, today);
    case 'in': {
      const tests = test.values.map(value => comparison(test.key, '=', value, today));
      return value => tests.reduce<Answer>((answer, one) => answer || one(value) || answer, false);
    }
    case 'between': {
      const low = comparison(test.key, '>=', test.low, today);
      const high = comparison(test.key, '<=', test.high, today);
      return value => {
        const [above, below] = [low(value), high(value)];
        return above === undefined || below === undefined ? undefined : above && below;
      };
    }
    case 'like': {
      const fits = likeTest(test.pattern, test.caseless);
      return value => fits(textOf(value));
    }
    case 'regexp': {
      const pattern = new RegExp(test.pattern, 'u');
      return value => pattern.test(textOf(value));
    }
  }
}

function comparison(key: FilterKey, operator: Comparison, literal: Literal, today: Today): ValueTest {
  const compare = COMPARE[operator];
  switch (typeOf(key)) {
    case 'number':
    case 'duration': {
      const wanted = (typeOf(key) === 'number' ? numberOf(literal) : durationOf(literal)) as number;
      return ({ scalar }) => compare(ordered(scalar, wanted));
    }
    case 'boolean': {
      const wanted = truthOf(literal);
      return ({ scalar }) => (scalar === wanted) === (operator === '=');
    }
    case 'status':
      return value => (textOf(value) === literal.text.toLowerCase()) === (operator === '=');
    case 'id':
      return value => isAbbreviated(textOf(value), literal.text.toLowerCase()) === (operator === '=');
    case 'time':
      return timeTest(operator, literal, today);
    case 'any':
      return anyTest(operator, literal);
    case 'text':
      return value => compare(compareText(textOf(value), literal.text));
  }
}

/** By its sign, as of a sorting function; NaN for what has no order, which is unequal to everything, itself not. */
export const COMPARE: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': order => order === 0,
  '!=': order => order !== 0,
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
};

function ordered(one: Scalar, other: number | bigint): number {
  if (typeof one !== 'number' && typeof one !== 'bigint') return Number.NaN;
  if (Number.isNaN(one) && Number.isNaN(other)) return 0;
  return one < other ? -1 : one > other ? 1 : one === other || Number(one) === Number(other) ? 0 : Number.NaN;
}

/** A parameter's value is compared with its like: of `lr = 0.1` every spelling, of `lr = '0.1'` this one. */
function anyTest(operator: Comparison, literal: Literal): ValueTest {
  const compare = COMPARE[operator];
  const number = numberOf(literal);
  if (number !== undefined) {
    return ({ scalar }) =>
      typeof scalar === 'number' || typeof scalar === 'bigint' ? compare(ordered(scalar, number)) : undefined;
  }
  const truth = truthOf(literal);
  if (truth !== undefined && (operator === '=' || operator === '!='))
    return ({ scalar }) =>
      typeof scalar === 'boolean' ? (scalar === truth) === (operator === '=') : undefined;
  return value => compare(compareText(textOf(value), literal.text));
}

/** A run's id is known by its end, too. */
function isAbbreviated(text: string, part: string): boolean {
  return text.startsWith(part) || (text.length === 26 && text.endsWith(part));
}

/** A day is a span: what is later than it begins when it has ended. */
function timeTest(operator: Comparison, literal: Literal, today: Today): ValueTest {
  const epoch = epochOf(literal);
  const start = epoch ?? parseSince(literal.text, today);
  const end = epoch ?? parseUntil(literal.text, today);
  const compare = COMPARE[operator];
  return value => {
    const time = Date.parse(textOf(value));
    return compare(time < start ? -1 : time > end ? 1 : 0);
  };
}
