/** The form of a value in a template: what stands behind the colon of `%(started:relative)`, `%(metrics.acc:%.3f)`. */
import type { Key } from '../../query/lookup.ts';
import type { Scalar } from '../../run/param.ts';
import { shortId } from '../../run/run-id.ts';
import {
  type Clock,
  formatDay,
  formatDuration,
  formatNumber,
  formatRelative,
  formatTime,
} from '../format.ts';

/** A word of `formsOf`, or a number's `%.3f`; empty for the value itself, exact. */
export type Form = string;

type Printer = (value: Scalar, clock: Clock) => string;

/** The forms of a time are called as Git's --date has them. */
const OF_TIMES: Readonly<Record<string, Printer>> = {
  relative: (value, clock) => formatRelative(Date.parse(String(value)), clock),
  iso: (value, { zone }) => formatTime(Date.parse(String(value)), zone),
  'iso-strict': exact,
  unix: value => String(Math.floor(Date.parse(String(value)) / 1000)),
  short: (value, { zone }) => formatDay(Date.parse(String(value)), zone),
};
const OF_IDS = { short: (value: Scalar) => shortId(String(value)) };
const OF_COMMITS = { short: (value: Scalar) => String(value).slice(0, 10) };
const OF_DURATIONS = { short: (value: Scalar) => formatDuration(Number(value)) };
const OF_NOTES = { subject: (value: Scalar) => String(value).trim().split(/\r?\n/)[0] ?? '' };
const OF_NUMBERS = { short: (value: Scalar) => (isNumber(value) ? formatNumber(value) : exact(value)) };

/** The forms a key has by name; those with numbers in them have `%.3f` besides. */
export function formsOf(key: Key): Readonly<Record<string, Printer>> {
  if (key.kind === 'tag') return {};
  if (key.kind !== 'attribute') return OF_NUMBERS;
  switch (key.name) {
    case 'id':
      return OF_IDS;
    case 'started':
    case 'ended':
      return OF_TIMES;
    case 'commit':
    case 'source':
    case 'head':
      return OF_COMMITS;
    case 'duration':
      return OF_DURATIONS;
    case 'note':
      return OF_NOTES;
    default:
      return {};
  }
}

/** As C's printf: a sign, a precision, and f, e or g. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/printf.html */
const NUMERIC = /^%(\+?)(?:\.(\d{1,2}))?([feg])$/;

/** Whether a key can be printed in a form. */
export function hasForm(key: Key, form: Form): boolean {
  if (form === '' || Object.hasOwn(formsOf(key), form)) return true;
  const isNumeric = key.kind === 'param' || key.kind === 'metric' || key.name === 'duration';
  return isNumeric && NUMERIC.test(form);
}

/** Prints a value in a form its key has; exact where there is none. */
export function printForm(value: Scalar, key: Key, form: Form, clock: Clock): string {
  const [, sign = '', digits = '6', conversion = ''] = NUMERIC.exec(form) ?? [];
  if (conversion !== '')
    return isNumber(value) ? converted(value, sign, Number(digits), conversion) : exact(value);
  const forms = formsOf(key);
  return Object.hasOwn(forms, form) ? (forms[form] as Printer)(value, clock) : exact(value);
}

/** A number to its last digit, with the sign of -0. */
function exact(value: Scalar): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function isNumber(value: Scalar): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function converted(value: number | bigint, sign: string, digits: number, conversion: string): string {
  const number = Number(value);
  const plus = sign === '+' && number >= 0 && !Object.is(number, -0) ? '+' : '';
  if (!Number.isFinite(number)) return plus + String(number);
  if (conversion === 'f') return plus + fixed(number, digits);
  if (conversion === 'e') return plus + twoDigits(number.toExponential(digits));
  return plus + general(number, Math.max(1, digits));
}

/** `toFixed` writes an exponent from 1e21 on. */
function fixed(number: number, digits: number): string {
  if (Math.abs(number) < 1e21) return number.toFixed(digits);
  return `${BigInt(number)}${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
}

/** The shorter of both, without zeros at the end. */
function general(number: number, digits: number): string {
  const [mantissa = '', exponent = ''] = number.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power < -4 || power >= digits) return twoDigits(`${withoutZeros(mantissa)}e${exponent}`);
  return withoutZeros(number.toFixed(digits - 1 - power));
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}

function twoDigits(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
