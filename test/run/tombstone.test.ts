import t from 'tap';
import { joinTombstones, type Tombstone } from '../../src/run/tombstone.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const stone = { id: idAt(NOW), time: '2026-11-02T14:00:00.000Z', who: 'Ada <ada@example.com>' };
const deleted: Tombstone = { ...stone, kind: 'deleted' };
const purged = (path: string): Tombstone => ({ ...stone, kind: 'purged', path });

t.test('what several clones removed is told once, by run, kind and path', async t => {
  const later = { ...deleted, time: '2026-11-03T00:00:00.000Z', who: 'Bob <bob@example.com>' };
  const lists = [[later, purged('b')], [deleted], [purged('a'), purged('b')]];
  t.same(joinTombstones(lists), [deleted, purged('a'), purged('b')]);
  t.same(joinTombstones(lists.toReversed()), joinTombstones(lists));
  t.same(joinTombstones([]), []);
});
