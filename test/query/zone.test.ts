import t from 'tap';
import { fromLocal, toLocal, utc, type Zone } from '../../src/query/zone.ts';

/** Clocks went back from +2 to +1 at 01:00 UTC on 25 October 2026. */
const berlin: Zone = time => (time < Date.UTC(2026, 9, 25, 1) ? 120 : 60);

t.test('local time goes there and back', async t => {
  for (const time of [Date.UTC(2026, 6, 1, 12), Date.UTC(2026, 10, 2, 23, 30)]) {
    t.equal(fromLocal(toLocal(time, berlin), berlin), time);
    t.equal(fromLocal(toLocal(time, utc), utc), time);
  }
  t.equal(toLocal(Date.UTC(2026, 6, 1, 12), berlin).getUTCHours(), 14);
});

t.test('a day that is 25 hours long begins at midnight on both sides', async t => {
  const midnight = (day: number): number => fromLocal(new Date(Date.UTC(2026, 9, day)), berlin);
  t.equal(midnight(26) - midnight(25), 25 * 3_600_000);
});
