/**
 * JSON with nothing lost: canonical on the way out, tolerant of Python's `json.dumps` on the way in.
 *
 * JavaScript's own JSON rounds integers beyond 2^53 and has no NaN; Python writes both bare. Here a large
 * integer is a `bigint`, and in what we store a number JSON cannot hold is tagged: `{"$number":"NaN"}`.
 */

/** A JSON value with integers of any size and every IEEE-754 double. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The only key of a tagged number, or, with more `$`, of an object that looks like one. */
const TAG = /^\$+number$/;

/** Deeper nesting than any record has, and shallow enough for every recursive reader. */
const MAX_DEPTH = 200;

/** Prints a value with sorted keys and no spaces, so that equal values are equal bytes. Undefined members are left out. */
export function canonical(value: unknown): string {
  return JSON.stringify(tagged(value, 0));
}

/** Prints a record as a file of its own: canonical, indented by two for people at `git show`, one final newline. */
export function canonicalFile(value: unknown): string {
  return `${JSON.stringify(tagged(value, 0), null, 2)}\n`;
}

/** Reads what `canonical` printed. Throws SyntaxError. */
export function parseCanonical(text: string): Json {
  const value: Json = JSON.parse(text);
  return text.includes('$number"') ? untagged(value, 0) : value;
}

function tagged(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new RangeError('JSON nested too deeply');
  if (typeof value === 'bigint') return { $number: value.toString() };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (Object.is(value, -0)) return { $number: '-0' };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => tagged(item, depth + 1));
  const sorted: Record<string, unknown> = Object.create(null);
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).filter(key => record[key] !== undefined);
  const [only = ''] = keys;
  // A user's own object that looks like a tag is told from one by one more `$`.
  if (keys.length === 1 && TAG.test(only)) return { [`$${only}`]: tagged(record[only], depth + 1) };
  for (const key of keys.sort()) sorted[key] = tagged(record[key], depth + 1);
  return sorted;
}

function untagged(value: Json, depth: number): Json {
  if (depth > MAX_DEPTH) throw new SyntaxError('JSON nested too deeply');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(item => untagged(item, depth + 1));
  const record = value as JsonObject;
  const keys = Object.keys(record);
  const [only = ''] = keys;
  if (keys.length === 1 && TAG.test(only)) {
    if (typeof record.$number === 'string') return numberOf(record.$number);
    return { [only.slice(1)]: untagged(record[only] as Json, depth + 1) };
  }
  const out: Record<string, Json> = Object.create(null);
  for (const key of keys) out[key] = untagged(record[key] as Json, depth + 1);
  return out;
}

function numberOf(text: string): number | bigint {
  if (/^(?:NaN|-?Infinity|-0)$/.test(text)) return Number(text);
  if (/^-?\d+$/.test(text)) return bigInteger(text);
  throw new SyntaxError(`'${text}' is no number`);
}

/** As Python has it since 3.11: more digits take seconds to read, and again to print. */
export const MAX_DIGITS = 4300;

/**
 * Reads JSON as Python, R or a shell wrote it: bare `NaN`, `Infinity`, `-Infinity`, integers of any size.
 * Throws SyntaxError, also on nesting deeper than 200.
 */
export function parseTolerant(text: string): Json {
  // The engine's own parser is exact, and many times faster, where no such number can occur.
  if (/NaN|Infinity|(?<![.\d])\d{16}/.test(text)) return new TolerantReader(text).document();
  const value: Json = JSON.parse(text);
  limitDepth(value, 0);
  return value;
}

function limitDepth(value: Json, depth: number): void {
  if (depth > MAX_DEPTH) throw new SyntaxError('JSON nested too deeply');
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) limitDepth(member, depth + 1);
}

/** A recursive-descent reader after RFC 8259; strings and plain numbers are left to JSON.parse. */
class TolerantReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#fail('end of text');
    return value;
  }

  #value(depth: number): Json {
    if (depth > MAX_DEPTH) throw new SyntaxError('JSON nested too deeply');
    this.#space();
    const char = this.#text[this.#at];
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (char === '"') return this.#string();
    return this.#literal();
  }

  #object(depth: number): JsonObject {
    const out: Record<string, Json> = Object.create(null);
    this.#list('}', () => {
      this.#space();
      const key = this.#string();
      this.#space();
      this.#expect(':');
      out[key] = this.#value(depth + 1);
    });
    return out;
  }

  #array(depth: number): Json[] {
    const out: Json[] = [];
    this.#list(']', () => out.push(this.#value(depth + 1)));
    return out;
  }

  #list(close: string, item: () => void): void {
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) {
      this.#at++;
      return;
    }
    for (;;) {
      item();
      this.#space();
      if (this.#text[this.#at] === close) break;
      this.#expect(',');
    }
    this.#at++;
  }

  #string(): string {
    if (this.#text[this.#at] !== '"') return this.#fail('a string');
    // By hand: a regular expression overflows its stack on strings of some MB.
    let end = this.#at;
    do end = this.#text.indexOf('"', end + 1);
    while (end >= 0 && this.#isEscaped(end));
    if (end < 0) return this.#fail('a string');
    const found = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return JSON.parse(found);
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#text[at - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  #literal(): Json {
    this.#limitNumber();
    const pattern = /-?Infinity|NaN|null|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return this.#fail('a value');
    this.#at += found.length;
    if (/^-?\d{16,}$/.test(found)) return exactInteger(found);
    return /^-?(?:NaN|Infinity)$/.test(found) ? Number(found) : JSON.parse(found);
  }

  /** By hand, and before the pattern below is tried: it would overflow its stack on millions of digits. */
  #limitNumber(): void {
    let end = this.#at;
    while ('0123456789.+-eE'.includes(this.#text[end] ?? 'x')) end++;
    if (end - this.#at > 2 * MAX_DIGITS) throw new SyntaxError(`a number of more than ${MAX_DIGITS} digits`);
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #expect(char: string): void {
    if (this.#text[this.#at] !== char) this.#fail(`'${char}'`);
    this.#at++;
  }

  #fail(wanted: string): never {
    throw new SyntaxError(`expected ${wanted} at character ${this.#at + 1}`);
  }
}

/** An integer of decimal text: a number where that is exact, a bigint beyond. Throws SyntaxError over 4,300 digits. */
export function exactInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : bigInteger(text);
}

function bigInteger(text: string): bigint {
  if (text.length > MAX_DIGITS) throw new SyntaxError(`an integer of more than ${MAX_DIGITS} digits`);
  return BigInt(text);
}
