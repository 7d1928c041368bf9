import t from 'tap';
import { parseAge } from '../../src/config/age.ts';

const DAY = 86_400_000;

t.test('ages as people write them', async t => {
  for (const [text, ms] of [
    ['90d', 90 * DAY],
    ['90 days', 90 * DAY],
    ['90.days', 90 * DAY],
    ['1 Day', DAY],
    ['2w', 14 * DAY],
    ['1 week', 7 * DAY],
    ['12h', DAY / 2],
    ['1.5h', DAY / 16],
    ['30m', DAY / 48],
    ['1y', 365 * DAY],
    ['30', 30 * DAY],
    [30, 30 * DAY],
    ['0', 0],
    ['now', 0],
    ['never', Number.POSITIVE_INFINITY],
  ] as const)
    t.equal(parseAge(text), ms, String(text));
});

t.test('what is none is none', async t => {
  for (const text of ['', 'd', '-1d', '1x', 'soon', '1 d d', 'NaN', '1e9d', Number.NaN, -1])
    t.equal(parseAge(text), undefined, String(text));
});
