import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import {
  formatBytes,
  formatCount,
  formatDay,
  formatDuration,
  formatMinute,
  formatNumber,
  formatRelative,
  formatTime,
  groupDigits,
} from '../../src/view/format.ts';

const NOW = Date.UTC(2026, 10, 2, 14);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

t.test('durations use the two units that matter', async t => {
  const cases: [number, string][] = [
    [0, '0.0s'],
    [0.42, '0.4s'],
    [9.94, '9.9s'],
    [9.96, '10s'],
    [12.3, '12s'],
    [59.6, '1m 00s'],
    [184, '3m 04s'],
    [3599.7, '1h 00m'],
    [8100, '2h 15m'],
    [86399, '1d 0h'],
    [3.17 * 86400, '3d 4h'],
    [-5, '-5.0s'],
    [Number.NaN, ''],
  ];
  for (const [seconds, text] of cases) t.equal(formatDuration(seconds), text, String(seconds));
});

t.test('sizes keep three digits at most, where decimals help', async t => {
  const cases: [number, string][] = [
    [0, '0 B'],
    [812, '812 B'],
    [1234, '1.2 kB'],
    [99_949, '99.9 kB'],
    [99_951, '100 kB'],
    [999_600, '1.0 MB'],
    [3.4e6, '3.4 MB'],
    [256e9, '256 GB'],
    [5e15, '5 PB'],
  ];
  for (const [bytes, text] of cases) t.equal(formatBytes(bytes), text, String(bytes));
});

t.test('times are told from now while they are near', async t => {
  const at = (ms: number, now = NOW): string => formatRelative(now - ms, { now, zone: utc });
  t.equal(at(0), 'just now');
  t.equal(at(-30_000), 'just now');
  t.equal(at(5 * MINUTE), '5 min ago');
  t.equal(at(3 * HOUR + 10 * MINUTE), '3 h ago');
  t.equal(at(24 * HOUR), 'yesterday 14:00');
  t.equal(at(48 * HOUR), '2026-10-31');
  t.equal(at(3 * HOUR, Date.UTC(2026, 10, 2, 1)), '3 h ago', 'across midnight');
  t.equal(at(-48 * HOUR), '2026-11-04 14:00', 'a clock ahead of ours');
});

t.test('the zone decides which day it is', async t => {
  const zone = (): number => 120;
  t.equal(formatRelative(NOW - 15 * HOUR, { now: NOW, zone }), '15 h ago');
  t.equal(formatRelative(NOW - 15 * HOUR, { now: NOW, zone: utc }), 'yesterday 23:00');
  t.equal(formatTime(NOW, zone), '2026-11-02 16:00:00 +0200');
  t.equal(
    formatTime(NOW, () => -210),
    '2026-11-02 10:30:00 -0330',
  );
  t.equal(formatMinute(NOW, zone), '2026-11-02 16:00');
  t.equal(formatDay(Date.UTC(2026, 10, 2, 23), zone), '2026-11-03');
});

t.test('a time that no calendar has does not stop a list', async t => {
  t.equal(formatRelative(Number.NaN, { now: NOW, zone: utc }), '?');
  t.equal(formatTime(8.64e15, utc), '?');
  t.equal(formatDay(Number.NaN, utc), '?');
});

t.test('numbers keep the digits people compare by', async t => {
  const cases: [number | bigint, string][] = [
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [12345, '12345'],
    [1234567, '1234567'],
    [0.97222222, '0.9722'],
    [0.1 + 0.2, '0.3'],
    [12.345678, '12.346'],
    [123456.78, '123457'],
    [0.00012, '0.00012'],
    [0.000012, '1.2e-05'],
    [-1.23456e-7, '-1.235e-07'],
    [1.5e20, '1.5e+20'],
    [1e300, '1e+300'],
    [9007199254740993n, '9007199254740993'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ];
  for (const [value, text] of cases) t.equal(formatNumber(value), text);
});

t.test('counts agree with their nouns', async t => {
  t.equal(formatCount(1, 'run'), '1 run');
  t.equal(formatCount(0, 'run'), '0 runs');
  t.equal(formatCount(2, 'entry', 'entries'), '2 entries');
});

t.test('a large count is read by thousands', async t => {
  t.same([7, 999, 1000, 1_234_567].map(groupDigits), ['7', '999', '1,000', '1,234,567']);
});
