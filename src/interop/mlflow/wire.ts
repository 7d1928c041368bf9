/**
 * MLflow's JSON, protobuf's way: integers of 64 bits may come as numbers or as texts and go as numbers, exactly; NaN and
 * infinities are texts; what is empty is left out.
 */
import { type Json, type JsonObject, parseTolerant } from '../../run/json.ts';
import { MlflowError } from './errors.ts';

/** An integer of 64 bits: a bigint where a number would not be exact. */
export type Int64 = number | bigint;

/** A message to be sent: undefined members and empty lists are left out. */
export type Message = { readonly [name: string]: unknown };

/** Reads the body of a request. What is no JSON is read as an empty message, as MLflow does; what is no object is refused. */
export function readBody(text: string): JsonObject {
  let body = parsed(text);
  // Old clients encode twice.
  if (typeof body === 'string') body = parsed(body);
  if (body === undefined || body === null) return {};
  if (typeof body === 'object' && !Array.isArray(body)) return body as JsonObject;
  throw new MlflowError('BAD_REQUEST', 'Bad Request. The request body must be a JSON object.');
}

function parsed(text: string): Json | undefined {
  try {
    return parseTolerant(text);
  } catch {
    return undefined;
  }
}

/** Prints a message. */
export function printMessage(value: unknown): string {
  // It takes half of the time, and leaves no pieces behind.
  if (isPlain(value)) return JSON.stringify(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? printNumber(value) : `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(printMessage).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members: string[] = [];
  for (const [name, member] of Object.entries(value))
    if (!isEmpty(member)) members.push(`${JSON.stringify(name)}:${printMessage(member)}`);
  return `{${members.join(',')}}`;
}

/** Whether JSON has the same to say. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
  return Array.isArray(value)
    ? value.length > 0 && value.every(isPlain)
    : Object.values(value).every(isPlain);
}

function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function isEmpty(member: unknown): boolean {
  return member === undefined || (Array.isArray(member) && member.length === 0);
}

/** A number of JSON, or of a text as Java and R send it; undefined where it is none, or beyond 64 bits. A fraction is cut off. */
export function readInt64(json: Json): Int64 | undefined {
  if (typeof json === 'bigint') return isInt64(json) ? json : undefined;
  if (typeof json === 'number') return Number.isFinite(json) ? within(Math.trunc(json)) : undefined;
  if (typeof json !== 'string') return undefined;
  if (/^[+-]?\d{1,20}$/.test(json)) return within(BigInt(json));
  return /^[+-]?\d{1,15}\.\d+$/.test(json) ? Math.trunc(Number(json)) : undefined;
}

function within(value: Int64): Int64 | undefined {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return Object.is(number, -0) ? 0 : number;
  return isInt64(BigInt(value)) ? BigInt(value) : undefined;
}

function isInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}

/** A double as a number, a truth or a text; undefined where it is none. */
export function readDouble(json: Json): number | undefined {
  if (typeof json === 'number') return json;
  if (typeof json === 'bigint' || typeof json === 'boolean') return Number(json);
  if (typeof json !== 'string') return undefined;
  const text = json.trim();
  const [, sign, word] = /^([+-]?)(nan|inf)(?:inity)?$/i.exec(text) ?? [];
  if (word?.toLowerCase() === 'nan') return Number.NaN;
  if (word !== undefined) return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

/** The order of two integers. */
export function compareInt64(one: Int64, other: Int64): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
