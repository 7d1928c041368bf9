import t from 'tap';
import {
  bytesOf,
  endOf,
  findByte,
  findLastByte,
  HELD,
  heldOf,
  type LogBytes,
  logOf,
  partAt,
  withoutPart,
  withRead,
  withWritten,
} from '../../../src/tui/state/log-bytes.ts';
import { heldLog, partName } from '../../support/log-states.ts';

const text = (log: LogBytes, from: number, to: number) => Buffer.from(bytesOf(log, from, to)).toString();
const MB = 2 ** 20;

t.test('a log is known by its parts, and nothing of it is held', async t => {
  const log = logOf(
    [
      { name: '000000.log', bytes: 10 },
      { name: '000001.log', bytes: 5 },
    ],
    0,
  );
  t.equal(endOf(log), 15);
  t.same(heldOf(log), { from: 0, to: 0 });
  t.same(
    [0, 9, 10, 14, 15].map(at => partAt(log, at)),
    [0, 0, 1, 1, 1],
  );
  t.same(log.notes, []);
});

t.test('numbers that are missing are said', async t => {
  const log = logOf(
    [
      { name: '000000.log', bytes: 10 },
      { name: '000004.log', bytes: 5 },
    ],
    2_000_000,
  );
  t.same(log.notes, [{ at: 10, text: '… 2.0 MB in the middle were not kept …' }]);
});

t.test('parts beside each other are held together, others take their place', async t => {
  const log = heldLog({ parts: ['abc', 'def', 'ghi', 'jkl'], held: [1, 2] });
  t.same(heldOf(log), { from: 3, to: 9 });
  t.equal(text(log, 4, 8), 'efgh');
  const before = withRead(log, 0, Buffer.from('abc'), 0);
  t.equal(text(before, 0, 9), 'abcdefghi');
  const far = withRead(heldLog({ parts: ['abc', 'def', 'ghi', 'jkl'], held: [0] }), 3, Buffer.from('jkl'), 9);
  t.same(heldOf(far), { from: 9, to: 12 });
});

t.test('a byte is found in whichever piece it is, and in no other stretch', async t => {
  const log = heldLog({ parts: ['a\nb', 'cd', '\nf'] });
  t.same([findByte(log, 10, 0, 7), findByte(log, 10, 2, 7), findByte(log, 10, 2, 5)], [1, 5, -1]);
  t.same([findLastByte(log, 10, 0, 7), findLastByte(log, 10, 0, 5), findLastByte(log, 10, 2, 5)], [5, 1, -1]);
});

t.test('however much is read, a few parts are held, those where one looks', async t => {
  const sizes = Array.from({ length: 10 }, (_, at) => ({ name: partName(at), bytes: 4 * MB }));
  let log = logOf(sizes, 0);
  for (let at = 9; at >= 0; at--) {
    log = withRead(log, at, new Uint8Array(4 * MB), at * 4 * MB);
    const { from, to } = heldOf(log);
    t.ok(to - from <= HELD);
    t.equal(from, at * 4 * MB);
  }
});

t.test('what is written is held while one looks at the end, and only so much of it', async t => {
  let log = logOf([], 0);
  for (let at = 0; at < 80; at++)
    log = withWritten(log, partName(at >> 4), new Uint8Array(2 ** 18).fill(at), true);
  t.equal(endOf(log), 20 * MB);
  t.same(
    log.parts.map(({ bytes }) => bytes / MB),
    [4, 4, 4, 4, 4],
  );
  const { from, to } = heldOf(log);
  t.same([to, to - from], [20 * MB, HELD]);
  t.equal(bytesOf(log, to - 1, to)[0], 79);
  const small = 'one two three'
    .split(' ')
    .reduce((all, word) => withWritten(all, '000004.log', Buffer.from(word), true), log);
  t.equal(text(small, endOf(log), endOf(small)), 'onetwothree');
});

t.test('what is written below is known, and not held where there is no room', async t => {
  const full = withWritten(logOf([], 0), '000000.log', new Uint8Array(HELD), false);
  const more = withWritten(full, '000000.log', new Uint8Array(10), false);
  t.same([endOf(more), heldOf(more).to], [HELD + 10, HELD]);
  const later = withWritten(more, '000000.log', new Uint8Array(10), true);
  t.same([endOf(later), heldOf(later).to], [HELD + 20, HELD], 'and nothing comes behind a gap');
});

t.test('a part that is lost is said in its place', async t => {
  const log = withoutPart(heldLog({ parts: ['abc', 'def', 'ghi'], held: [2] }), 1, 'gone');
  t.same(
    log.parts.map(({ start }) => start),
    [0, 3],
  );
  t.equal(text(log, 3, 6), 'ghi');
  t.same(log.notes, [{ at: 3, text: 'gone' }]);
});
