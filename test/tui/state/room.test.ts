import t from 'tap';
import { roomOf } from '../../../src/tui/state/room.ts';

t.test('around a window the screen is seen', async t => {
  t.same(roomOf({ columns: 80, rows: 24 }), { width: 74, height: 18 });
});

t.test('there is some room on any screen', async t => {
  t.same(roomOf({ columns: 4, rows: 3 }), { width: 1, height: 1 });
});
