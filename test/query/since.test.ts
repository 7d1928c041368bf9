import t from 'tap';
import { parseSince, parseUntil } from '../../src/query/since.ts';
import { utc, type Zone } from '../../src/query/zone.ts';

const NOW = Date.UTC(2026, 10, 2, 14, 30);
const today = { now: NOW, zone: utc };
const since = (text: string, zone: Zone = utc): string =>
  new Date(parseSince(text, { now: NOW, zone })).toISOString();

t.test('dates and times are local, unless they say otherwise', async t => {
  t.equal(since('2026-11-02'), '2026-11-02T00:00:00.000Z');
  t.equal(since('2026-11-02 14:00'), '2026-11-02T14:00:00.000Z');
  t.equal(since('2026-11-02T14:00:05.250Z'), '2026-11-02T14:00:05.250Z');
  t.equal(
    since('2026-11-02 14:00', () => 120),
    '2026-11-02T12:00:00.000Z',
  );
  t.equal(
    since('2026-11-02 14:00 +0530', () => 120),
    '2026-11-02T08:30:00.000Z',
  );
  t.equal(since('2026-11-02T14:00:00-03:00'), '2026-11-02T17:00:00.000Z');
  t.equal(
    since('2026-11-02', () => -300),
    '2026-11-02T05:00:00.000Z',
  );
});

t.test('days have names', async t => {
  t.equal(since('now'), '2026-11-02T14:30:00.000Z');
  t.equal(since('today'), '2026-11-02T00:00:00.000Z');
  t.equal(since('yesterday'), '2026-11-01T00:00:00.000Z');
  t.equal(since('yesterday 9:15'), '2026-11-01T09:15:00.000Z');
  t.equal(
    since('Yesterday', () => 600),
    '2026-11-01T14:00:00.000Z',
    'it is the third already in the east',
  );
});

t.test('spans count back from now', async t => {
  t.equal(since('3 days ago'), '2026-10-30T14:30:00.000Z');
  t.equal(since('3.days.ago'), '2026-10-30T14:30:00.000Z');
  t.equal(since('2h'), '2026-11-02T12:30:00.000Z');
  t.equal(since('1.5h'), '2026-11-02T13:00:00.000Z');
  t.equal(since('90 minutes ago'), '2026-11-02T13:00:00.000Z');
  t.equal(since('an hour ago'), '2026-11-02T13:30:00.000Z');
  t.equal(since('last week'), '2026-10-26T14:30:00.000Z');
  t.equal(since('2 weeks'), '2026-10-19T14:30:00.000Z');
  t.equal(since('last month'), '2026-10-02T14:30:00.000Z');
  t.equal(since('1 year ago'), '2025-11-02T14:30:00.000Z');
});

t.test('a shorter month ends earlier', async t => {
  const at = { now: Date.UTC(2026, 2, 31, 12), zone: utc };
  t.equal(new Date(parseSince('1 month ago', at)).toISOString(), '2026-02-28T12:00:00.000Z');
});

t.test('until a day is until its end, in any length of day', async t => {
  t.equal(new Date(parseUntil('2026-11-02', today)).toISOString(), '2026-11-02T23:59:59.999Z');
  t.equal(parseUntil('2h', today), parseSince('2h', today));
  const berlin: Zone = time => (time < Date.UTC(2026, 9, 25, 1) ? 120 : 60);
  const at = { now: NOW, zone: berlin };
  t.equal(parseUntil('2026-10-25', at) + 1 - parseSince('2026-10-25', at), 25 * 3_600_000);
});

t.test('what is no date is named', async t => {
  const texts = [
    '',
    'soon',
    '2026-02-30',
    '2026-13-01',
    '2026-11-02 25:00',
    '2026-11-02 14:61',
    '3 moons ago',
    '1.5 months',
    'yesterday 24:00',
    'now 3:00',
    '2026',
    '-3 days',
  ];
  for (const text of texts)
    t.throws(() => parseSince(text, today), { code: 'usage', message: `no date '${text}'` }, text);
});
