/** The dates of --since and --until: `2026-11-02 14:00`, `3 days ago`, `yesterday`, `2h`, `last week`. */
import { UsageError } from '../run/errors.ts';
import { fromLocal, toLocal, type Zone } from './zone.ts';

/** What a date is seen from. */
export interface Today {
  /** ms since 1970. */
  readonly now: number;
  readonly zone: Zone;
}

/** The start of the time a text names, in ms since 1970: a day begins at midnight. Throws UsageError. */
export function parseSince(text: string, today: Today): number {
  return parseSpan(text, today).start;
}

/** The end of the time a text names, in ms since 1970, still part of it: a day lasts until the next one begins. Throws UsageError. */
export function parseUntil(text: string, today: Today): number {
  return parseSpan(text, today).end;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function parseSpan(text: string, today: Today): Span {
  const trimmed = text.trim().toLowerCase();
  const span = absolute(trimmed, today) ?? namedDay(trimmed, today) ?? ago(trimmed, today);
  if (span === undefined || Number.isNaN(span.start)) {
    throw new UsageError(`no date '${text}'; try '2026-11-02', '2026-11-02 14:00', '3 days ago' or '2h'`);
  }
  return span;
}

const ABSOLUTE =
  /^(\d{4})-(\d\d)-(\d\d)(?:[t ]+(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(z|utc|[+-]\d\d:?(?:\d\d)?)?)?$/;

function absolute(text: string, { zone }: Today): Span | undefined {
  const found = ABSOLUTE.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = found;
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const time = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)] as const;
  const local = new Date(Date.UTC(...date, ...time, Math.floor(Number(`0.${fraction ?? 0}`) * 1000)));
  const real =
    local.getUTCMonth() === date[1] && local.getUTCDate() === date[2] && local.getUTCHours() === time[0];
  if (!real || time[1] > 59 || time[2] > 59) return undefined;
  if (hour === undefined) return wholeDay(local, zone);
  return instant(offset === undefined ? fromLocal(local, zone) : local.getTime() - offsetMs(offset));
}

function namedDay(text: string, { now, zone }: Today): Span | undefined {
  const [, name, hour, minute] = /^(now|today|yesterday)(?: +(?:at +)?(\d\d?):(\d\d))?$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (name === 'now') return hour === undefined ? instant(now) : undefined;
  const day = toLocal(now, zone);
  day.setUTCHours(0, 0, 0, 0);
  if (name === 'yesterday') day.setUTCDate(day.getUTCDate() - 1);
  if (hour === undefined) return wholeDay(day, zone);
  if (Number(hour) > 23 || Number(minute) > 59) return undefined;
  day.setUTCHours(Number(hour), Number(minute));
  return instant(fromLocal(day, zone));
}

const UNITS: ReadonlyMap<string, number | 'month' | 'year'> = new Map(
  (
    [
      [['s', 'sec', 'second'], 1000],
      [['m', 'min', 'minute'], 60_000],
      [['h', 'hr', 'hour'], 3_600_000],
      [['d', 'day'], 86_400_000],
      [['w', 'wk', 'week'], 7 * 86_400_000],
      [['mo', 'month'], 'month'],
      [['y', 'yr', 'year'], 'year'],
    ] as const
  ).flatMap(([names, unit]) => names.flatMap(name => [[name, unit] as const, [`${name}s`, unit] as const])),
);

/** `3 days ago`, `3.days.ago` as Git has it, `an hour ago`, `last week`, `2h`. */
function ago(text: string, { now, zone }: Today): Span | undefined {
  const words = text.replace(/(?<=\D)\.|\.(?=[^\d])/g, ' ').replaceAll('_', ' ');
  const [, amount = '', name = ''] = /^(\d+(?:\.\d+)?|an?|last)\s*([a-z]+)(?:\s+ago)?$/.exec(words) ?? [];
  const unit = UNITS.get(name);
  if (unit === undefined) return undefined;
  const count = /^\d/.test(amount) ? Number(amount) : 1;
  if (typeof unit === 'number') return instant(now - count * unit);
  if (!Number.isInteger(count)) return undefined;
  return instant(monthsBefore(now, unit === 'year' ? count * 12 : count, zone));
}

/** The same day and time so many months ago; the last day of that month where it is shorter. */
function monthsBefore(now: number, months: number, zone: Zone): number {
  const local = toLocal(now, zone);
  const day = local.getUTCDate();
  local.setUTCMonth(local.getUTCMonth() - months);
  if (local.getUTCDate() !== day) local.setUTCDate(0);
  return fromLocal(local, zone);
}

function wholeDay(midnight: Date, zone: Zone): Span {
  const next = new Date(midnight);
  next.setUTCDate(next.getUTCDate() + 1);
  return { start: fromLocal(midnight, zone), end: fromLocal(next, zone) - 1 };
}

function instant(time: number): Span {
  return { start: time, end: time };
}

function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}
