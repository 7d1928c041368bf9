import t from 'tap';
import { slotsFor } from '../../../src/tui/state/series-slots.ts';
import { runId } from '../../support/tui-curves.ts';

const [a, b, c, d] = [runId(0), runId(1), runId(2), runId(3)];
const slots = (of: ReadonlyMap<unknown, number>, ...ids: readonly unknown[]) => ids.map(id => of.get(id));

t.test('a run keeps its own while others come and go', async t => {
  const first = slotsFor([a, b, c], new Map());
  t.same(slots(first, a, b, c), [0, 1, 2]);
  const second = slotsFor([c, d], first);
  t.same(slots(second, c, d), [2, 0]);
  const third = slotsFor([b, c, d], second);
  t.same(slots(third, b, c, d), [1, 2, 0]);
});

t.test('one that comes back has its own again, unless it is taken', async t => {
  const first = slotsFor([a, b], new Map());
  t.equal(slotsFor([a, b], slotsFor([b], first)).get(a), 0);
  const taken = slotsFor([b, c], first);
  t.same(slots(slotsFor([a, b, c], taken), a, b, c), [2, 1, 0]);
});

t.test('no two that are shown have the same', async t => {
  let known: ReadonlyMap<ReturnType<typeof runId>, number> = new Map();
  for (let at = 0; at < 50; at++) {
    const ids = Array.from({ length: 12 }, (_, n) => runId((at * 7 + n * 3) % 60));
    known = slotsFor(ids, known);
    const own = ids.map(id => known.get(id));
    t.equal(new Set(own).size, 12);
    t.ok(own.every(slot => slot !== undefined && slot < 12));
  }
});
