/** What a value means under a key: each attribute has a type, a parameter takes what it is given. */
import { GitRunError } from '../../run/errors.ts';
import { parseScalar } from '../../run/param.ts';
import { isRunStatus, RUN_STATUSES } from '../../run/run.ts';
import type { Attribute } from '../lookup.ts';
import { parseSince } from '../since.ts';
import type { Comparison, FilterKey, Literal } from './filter.ts';

/** `any`: numbers, truths and texts, each compared with its like. `id`: a text that may be abbreviated. */
export type ValueType = 'any' | 'text' | 'number' | 'boolean' | 'time' | 'duration' | 'id' | 'status';

const ATTRIBUTE_TYPES: Readonly<Record<Attribute, ValueType>> = {
  id: 'id',
  name: 'text',
  experiment: 'text',
  status: 'status',
  started: 'time',
  ended: 'time',
  duration: 'duration',
  exit: 'any',
  commit: 'id',
  source: 'id',
  head: 'id',
  branch: 'text',
  pull: 'number',
  dirty: 'boolean',
  author: 'text',
  host: 'text',
  seed: 'text',
  command: 'text',
  tags: 'text',
  note: 'text',
  artifacts: 'number',
  trashed: 'boolean',
  signature: 'text',
};

/** The type of the values of a key. */
export function typeOf(key: FilterKey): ValueType {
  switch (key.kind) {
    case 'metric':
      return 'number';
    case 'param':
      return 'any';
    case 'tag':
      return 'text';
    case 'input':
      return key.name === 'digest' ? 'id' : 'text';
    case 'attribute':
      return ATTRIBUTE_TYPES[key.name];
  }
}

/** Why a value cannot be compared with those of a key; undefined where it can. */
export function whyUnfit(
  key: FilterKey,
  operator: Comparison | 'in' | 'between',
  value: Literal,
): string | undefined {
  const type = typeOf(key);
  const isOrdering = operator !== '=' && operator !== '!=' && operator !== 'in';
  if (isOrdering && (type === 'boolean' || type === 'status' || type === 'id'))
    return `it can be equal or not, and has no order`;
  switch (type) {
    case 'number':
      if (numberOf(value) !== undefined) return undefined;
      return value.quoted ? 'a number stands without quotes' : `'${value.text}' is no number`;
    case 'boolean':
      return truthOf(value) === undefined ? 'it is true or false' : undefined;
    case 'status':
      return isRunStatus(value.text.toLowerCase()) ? undefined : `it is one of ${RUN_STATUSES.join(', ')}`;
    case 'duration':
      if (durationOf(value) !== undefined) return undefined;
      return `'${value.text}' is no duration; try 90s, 30m or '1h 30m'`;
    case 'time':
      return whyNoTime(value);
    case 'id':
      return value.text.length < 4 ? 'at least four characters of it are needed' : undefined;
    default:
      return undefined;
  }
}

/** The number a bare value is, exact beyond 2^53; NaN and infinities by name. */
export function numberOf({ text, quoted }: Literal): number | bigint | undefined {
  if (quoted) return undefined;
  const [, sign, name] = /^([+-]?)(nan|inf(?:inity)?)$/i.exec(text) ?? [];
  if (name !== undefined) {
    if (/^nan$/i.test(name)) return Number.NaN;
    return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const value = parseScalar(text);
  return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

/** The truth a bare value is. */
export function truthOf({ text, quoted }: Literal): boolean | undefined {
  return !quoted && /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
}

const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const SPAN = /^(\d+(?:\.\d*)?|\.\d+)\s*(ms|s|m|h|d|w)[a-z]*\s*/i;

/** Seconds: a bare number, or `2h`, `1.5d`, `'1h 30m'`. */
export function durationOf(value: Literal): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return Number(number);
  let seconds = 0;
  let rest = value.text.trim();
  if (rest === '') return undefined;
  while (rest !== '') {
    const found = SPAN.exec(rest);
    if (found === null) return undefined;
    seconds += Number(found[1]) * (UNITS[(found[2] as string).toLowerCase()] as number);
    rest = rest.slice(found[0].length);
  }
  return seconds;
}

/** Milliseconds since 1970, where a time is given so: as in MLflow. */
export function epochOf(value: Literal): number | undefined {
  return !value.quoted && /^-?\d{5,}(?:\.\d+)?$/.test(value.text) ? Number(value.text) : undefined;
}

/** Whether a text is a date does not hang on today. */
function whyNoTime(value: Literal): string | undefined {
  if (epochOf(value) !== undefined) return undefined;
  try {
    parseSince(value.text, { now: 0, zone: () => 0 });
    return undefined;
  } catch (error) {
    if (error instanceof GitRunError) return error.message;
    throw error;
  }
}
