import t from 'tap';
import { frameOf, legendOf, roomOf } from '../../src/draw/frame.ts';
import { LOOKS } from '../../src/draw/look.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const names = Array.from({ length: 40 }, (_, at) => `run-${at}`);

t.test('a legend that has no room for all says how many more there are', async t => {
  const room = roomOf(names, stage);
  t.equal(room.names.length + room.rest, 40);
  t.ok(room.names.length * 20 < 300);
  t.match(legendOf(room, stage).data.at(-1), { name: `… and ${room.rest} more` });
});

t.test('it stands beside the figure, below a narrow one, and makes room for itself', async t => {
  const beside = roomOf(names, stage);
  t.ok(frameOf(stage, beside).grid.right > 100);
  const narrow = { ...stage, width: 390 };
  const below = roomOf(names, narrow);
  t.equal(below.isBelow, true);
  t.ok(frameOf(narrow, below).grid.bottom > 100);
});

t.test('one name needs none, and a page has its own', async t => {
  t.equal(roomOf(['a'], stage).size, 0);
  t.equal(roomOf(names, { ...stage, isPicture: false }).size, 0);
});
