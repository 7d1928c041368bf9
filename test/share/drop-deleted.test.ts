import t from 'tap';
import { deletedRuns, dropDeleted } from '../../src/share/drop-deleted.ts';
import { noteShared } from '../../src/share/shared-list.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { findTip } from '../../src/store/tips.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('runs that somebody deleted go, but not those edited since or never shared', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const { repository } = here;
  t.same(await dropDeleted(repository, await deletedRuns(repository)), { dropped: [], kept: [] });
  const [gone, edited, own, other] = [
    await here.save(),
    await here.save(),
    await here.save(),
    await here.save(),
  ];
  await noteShared(repository.place, [gone.id, edited.id, other.id]);
  await here.edit(edited.id, [{ kind: 'note', text: 'x' }]);
  const said = { time: new Date(NOW).toISOString(), who: 'Ada', edits: [] };
  const stones = [gone, edited, own].map(({ id }) => ({ ...said, kind: 'deleted' as const, id }));
  const purged = { ...said, kind: 'purged' as const, id: other.id, path: 'x' };
  await addTombstones({ repository, author: AUTHOR, now: NOW }, [...stones, purged]);
  const deleted = await deletedRuns(repository);
  t.same([...deleted.keys()].sort(), [gone.id, edited.id, own.id].sort());
  const { dropped, kept } = await dropDeleted(repository, deleted);
  t.same(dropped, [{ id: gone.id, name: gone.name }]);
  t.same(kept.map(({ id }) => id).sort(), [edited.id, own.id].sort());
  t.equal(await findTip(repository, gone.id), undefined);
  t.ok(await findTip(repository, other.id));
});
