/**
 * Records of an export, a line each, for pandas, DuckDB and their like.
 *
 * CSV after RFC 4180: lines end with CR LF, numbers are exact, with `NaN`, `Infinity` and integers of any size; a text is
 * as it is, and an empty one is `""`, where nothing and null are an empty field. JSON is an object a line
 * (https://github.com/ndjson/ndjson-spec): null is null, what is missing is absent, NaN and the infinities are bare, as
 * Python writes and reads them; an integer beyond 64 bits is a text, since readers give up the file at it.
 */
import type { Scalar } from '../../run/param.ts';
import { csvRecord } from '../csv.ts';

/** The line that names the columns of CSV. */
export function csvHeader(titles: readonly string[]): string {
  return csvRecord(titles);
}

/** A record of CSV, with the end of its line. */
export function csvLine(values: readonly (Scalar | undefined)[]): string {
  return csvRecord(values.map(value => (value === undefined || value === null ? undefined : textOf(value))));
}

/** Prints records of JSON under titles, each with the end of its line. */
export function jsonPrinter(titles: readonly string[]): (values: readonly (Scalar | undefined)[]) => string {
  const names = titles.map(title => `${quoted(title)}:`);
  return values => {
    const members = names.flatMap((name, at) => {
      const value = values[at];
      return value === undefined ? [] : [name + jsonOf(value)];
    });
    return `{${members.join(',')}}\n`;
  };
}

function textOf(value: NonNullable<Scalar>): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function jsonOf(value: Scalar): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return Object.is(value, -0) ? '-0.0' : String(value);
    case 'bigint':
      return value >= -(2n ** 63n) && value < 2n ** 64n ? String(value) : `"${value}"`;
    default:
      return String(value);
  }
}

/** A stray byte is no Unicode, and DuckDB refuses a file that escapes it: it becomes U+FFFD. */
function quoted(text: string): string {
  const isWhole = !/[\ud800-\udfff]/.test(text);
  return JSON.stringify(isWhole ? text : text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
