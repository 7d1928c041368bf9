/** The fields of requests as schemas, and what is wrong with a request in MLflow's words. */
import * as v from 'valibot';
import type { Json } from '../../run/json.ts';
import { invalid, type MlflowError } from './errors.ts';
import { readDouble, readInt64 } from './wire.ts';

/** What a field must be: anything that reads JSON into a value, or finds it wrong. */
type Field<Value> = v.GenericSchema<unknown, Value>;

const WRONG = 'wrong';
const MISSING = 'missing';

function field<Value>(read: (json: Json) => Value | undefined): Field<Value> {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value as Json);
      if (value !== undefined) return value;
      addIssue({ message: WRONG });
      return NEVER;
    }),
  );
}

export const text = field(json => (typeof json === 'string' ? json : undefined));
export const int64 = field(readInt64);
export const double = field(readDouble);

/** Counts and limits, which are small. */
export const int32 = field(json => {
  const value = readInt64(json);
  return typeof value === 'number' && Math.abs(value) < 2 ** 31 ? value : undefined;
});

export const flag = field(json => {
  if (typeof json === 'boolean') return json;
  return typeof json === 'string' && /^(?:true|false)$/i.test(json)
    ? json.toLowerCase() === 'true'
    : undefined;
});

/** One of some names, or its number in the protocol. */
export function oneOf<const Name extends string>(names: Readonly<Record<Name, number>>): Field<Name> {
  const all = Object.keys(names) as Name[];
  return field(json =>
    all.find(name => name === json || names[name] === json || String(names[name]) === json),
  );
}

/** A field that must be there, and not be empty. */
export function required<Value>(schema: Field<Value>): Field<Value> {
  return v.pipe(
    v.unknown(),
    v.check(value => value !== undefined && value !== null && value !== '', MISSING),
    schema,
  );
}

/** A list; what is given once, as in a query string, is a list of one, and what is missing an empty one. */
export function list<Value>(item: Field<Value>) {
  const items = v.pipe(
    v.unknown(),
    v.transform(value => (value === null ? [] : Array.isArray(value) ? value : [value])),
    v.array(item),
  );
  return v.optional(items, []);
}

/** A message in a message. */
export function message<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries);
}

/** A field that may be missing; a null is none. */
export function optional<Value>(schema: Field<Value>) {
  return v.pipe(
    v.nullish(schema),
    v.transform((value): Value | undefined => value ?? undefined),
  );
}

/** The schema of a request. */
export type Fields<Value> = v.GenericSchema<unknown, Value>;

/** Reads the fields of a request, others are passed over. Throws MlflowError. */
export function readFields<Value>(schema: Fields<Value>, request: unknown): Value {
  const read = v.safeParse(schema, request, { abortEarly: true });
  if (read.success) return read.output;
  throw wrongField(read.issues[0]);
}

const SEE = 'See the API docs for more information about request parameters.';

function wrongField(issue: v.BaseIssue<unknown>): MlflowError {
  const name = (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1);
  const isMissing = issue.message === MISSING || issue.input === undefined;
  return isMissing ? missing(name) : wrongValue(issue.input, name);
}

/** Of a field that is needed. */
export function missing(name: string): MlflowError {
  return invalid(`Missing value for required parameter '${name}'. ${SEE}`);
}

/** Of a field with a value of another type than is wanted. */
export function wrongValue(
  value: unknown,
  name: string,
  hint = `Value was of type '${typeOf(value)}'`,
): MlflowError {
  return invalid(`Invalid value ${printed(value)} for parameter '${name}' supplied:  Hint: ${hint}. ${SEE}`);
}

/** As Python names types. */
function typeOf(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return { string: 'str', boolean: 'bool', bigint: 'int', object: 'dict' }[typeof value as string] ?? 'str';
}

const MOST_SHOWN = 200;

function printed(value: unknown): string {
  const text = typeof value === 'bigint' ? value.toString() : (JSON.stringify(value, printBig) ?? 'null');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function printBig(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
