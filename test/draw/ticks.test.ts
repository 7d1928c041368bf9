import fc from 'fast-check';
import t from 'tap';
import { logTicks, printTick, timeUnit } from '../../src/draw/ticks.ts';

t.test('numbers are printed as briefly as axes need them', async t => {
  const printed = [0, 0.25, 1000, 20_000, 1.5e6, 2e9, 1e-4, 1.5e-7, -20_000, 0.1 + 0.2].map(printTick);
  t.same(printed, ['0', '0.25', '1000', '20k', '1.5M', '2G', '1e-4', '1.5e-7', '-20k', '0.3']);
});

t.test('seconds are read in the unit that fits', async t => {
  t.same(
    [30, 119, 300, 7200, 200_000].map(seconds => timeUnit(seconds).name),
    ['seconds', 'seconds', 'minutes', 'hours', 'days'],
  );
});

t.test('a logarithmic axis has ticks however short it is', async t => {
  t.same(logTicks(1e-4, 0.1), [0.0001, 0.001, 0.01, 0.1]);
  t.same(logTicks(0.08, 1.1), [0.1, 0.2, 0.5, 1]);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-8, max: 1e8, noNaN: true }),
      fc.double({ min: 1.01, max: 1e9, noNaN: true }),
      (low, times) => {
        const ticks = logTicks(low, low * times);
        return ticks.length >= 2 && ticks.length <= 16 && ticks.every(tick => tick > 0);
      },
    ),
  );
});
