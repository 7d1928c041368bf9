import fc from 'fast-check';
import t from 'tap';
import { isBefore, type LogLook, lastPlace, moveBy, settled } from '../../../src/tui/state/log-place.ts';
import { heldLog, numbered } from '../../support/log-states.ts';

const LOOK: LogLook = { width: 10, height: 3, wraps: true, colours: false };
const START = { at: 0, row: 0 };

t.test('one moves by rows, of which a long line has several', async t => {
  const log = heldLog({ parts: [`one\n${'x'.repeat(25)}\nthree\n`] });
  t.same(
    [1, 2, 3, 4, 9].map(by => moveBy(log, START, by, LOOK)),
    [
      { at: 4, row: 0 },
      { at: 4, row: 1 },
      { at: 4, row: 2 },
      { at: 30, row: 0 },
      { at: 30, row: 0 },
    ],
  );
  t.same(moveBy(log, START, 2, { ...LOOK, wraps: false }), { at: 30, row: 0 });
});

t.test('as far down as up again, where neither end is in the way', async t => {
  const log = heldLog({ parts: [numbered(50), `${'wide '.repeat(9)}\n`, numbered(50)] });
  fc.assert(
    fc.property(fc.nat(90), fc.integer({ min: -90, max: 90 }), (start, by) => {
      const from = moveBy(log, START, start, LOOK);
      const to = moveBy(log, from, by, LOOK);
      const isThere = start + by >= 0 && start + by < 104;
      if (isThere) t.same(moveBy(log, to, -by, LOOK), from);
    }),
  );
});

t.test('the last screen is full, where the log has so much', async t => {
  const log = heldLog({ parts: [numbered(9)] });
  t.same(lastPlace(log, LOOK), { at: 6 * 7, row: 0 });
  t.same(lastPlace(heldLog({ parts: ['one\n'] }), LOOK), START);
  t.same(lastPlace(heldLog({ parts: [`one\n${'x'.repeat(45)}`] }), LOOK), { at: 4, row: 2 });
  t.equal(lastPlace(heldLog({ parts: ['one\n', 'two\n'], held: [0] }), LOOK), undefined);
});

t.test('no place is below the last screen, or above the first line', async t => {
  const log = heldLog({ parts: [numbered(9)] });
  t.same(settled(log, { at: 56, row: 0 }, LOOK), lastPlace(log, LOOK));
  t.same(settled(log, { at: 7, row: -9 }, LOOK), START);
  t.same(
    settled(log, { at: 30, row: -2 }, LOOK),
    { at: 14, row: 0 },
    'rows above a line are those of others',
  );
  t.same(settled(log, { at: 9, row: 0 }, LOOK), { at: 7, row: 0 }, 'a place within a line is its start');
});

t.test('places have an order', async t => {
  t.ok(isBefore(START, { at: 0, row: 1 }));
  t.ok(isBefore({ at: 3, row: 5 }, { at: 4, row: 0 }));
  t.notOk(isBefore(START, START));
});
