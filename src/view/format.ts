/** Numbers, sizes and times as people read them. */
import { toLocal, type Zone } from '../query/zone.ts';

/** What relative times are seen from. */
export interface Clock {
  /** ms since 1970. */
  readonly now: number;
  readonly zone: Zone;
}

/** A duration in seconds: `0.4s`, `12s`, `3m 04s`, `2h 15m`, `3d 4h`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 0) return `-${formatDuration(-seconds)}`;
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${twoDigits(whole % 60)}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)}h ${twoDigits(minutes % 60)}m`;
  const hours = Math.round(seconds / 3600);
  return `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

/** A size in bytes, in powers of 1000: `812 B`, `1.2 kB`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let size = bytes;
  for (const unit of ['kB', 'MB', 'GB', 'TB']) {
    size /= 1000;
    if (size < 99.95) return `${size.toFixed(1)} ${unit}`;
    if (size < 999.5) return `${Math.round(size)} ${unit}`;
  }
  return `${Math.round(size / 1000)} PB`;
}

/** A time as seen from now: `just now`, `5 min ago`, `3 h ago`, `yesterday 14:02`, `2026-11-02`. */
export function formatRelative(time: number, { now, zone }: Clock): string {
  if (!isTime(time)) return '?';
  const seconds = (now - time) / 1000;
  if (seconds < -60) return formatMinute(time, zone);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  const daysApart = localDay(now, zone) - localDay(time, zone);
  if (daysApart === 0 || seconds < 12 * 3600) return `${Math.floor(seconds / 3600)} h ago`;
  if (daysApart === 1) return `yesterday ${formatMinute(time, zone).slice(11)}`;
  return formatDay(time, zone);
}

/** The local day: `2026-11-02`. */
export function formatDay(time: number, zone: Zone): string {
  return isoLocal(time, zone).slice(0, 10);
}

/** The local time to the minute: `2026-11-02 14:02`. */
export function formatMinute(time: number, zone: Zone): string {
  return isoLocal(time, zone).slice(0, 16);
}

/** The local time to the second with its zone, as Git prints it: `2026-11-02 14:02:05 +0100`. */
export function formatTime(time: number, zone: Zone): string {
  if (!isTime(time)) return '?';
  const minutes = Math.abs(zone(time));
  const offset = `${zone(time) < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}${twoDigits(minutes % 60)}`;
  return `${isoLocal(time, zone).slice(0, 19)} ${offset}`;
}

/** A measured number in four or five significant digits: `0.9722`, `1.2e-05`, `12345`, `NaN`. */
export function formatNumber(value: number | bigint): string {
  if (typeof value === 'bigint') return value.toString();
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 9.9995e-5)) return exponential(value);
  if (Number.isInteger(value) || size >= 99999.5) return String(Math.round(value));
  return String(Number(value.toPrecision(size < 1 ? 4 : 5)));
}

/** A count with its noun: `1 run`, `2 runs`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A count that may be large, by thousands: `10,000`. */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A record of other people's may name a time that no calendar has. */
function isTime(time: number): boolean {
  return Math.abs(time) < 8.64e15 - 86_400_000;
}

function isoLocal(time: number, zone: Zone): string {
  return isTime(time) ? toLocal(time, zone).toISOString().replace('T', ' ') : '?';
}

/** Two digits in the exponent, as C and Python print it. */
function exponential(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(3).split('e');
  return `${Number(mantissa)}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function localDay(time: number, zone: Zone): number {
  return Math.floor(toLocal(time, zone).getTime() / 86_400_000);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
