import t from 'tap';
import { listTrash } from '../../src/remove/trash.ts';
import { replaceRecord } from '../support/damage.ts';
import { bring, cloneOf, edit, folded, nth, runsBench } from '../support/folding.ts';
import { DAY, removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';

t.test('runs in the trash are told with the time since when, those that were restored are not', async t => {
  const { repository, stored, edit, trash, on } = await removalBench(t);
  const [in_, out, again, damaged] = [await stored({}), await stored({}), await stored({}), await stored({})];
  await trash(in_.id, NOW + DAY);
  await edit(in_.id, [{ kind: 'tag', key: 'a', value: 'b' }], NOW + 2 * DAY);
  await trash(in_.id, NOW + 3 * DAY);
  for (const { id } of [out, again]) {
    await trash(id, NOW + DAY);
    await edit(id, [{ kind: 'restore' }], NOW + 2 * DAY);
  }
  await trash(again.id, NOW + 4 * DAY);
  await trash(damaged.id);
  replaceRecord(on, damaged.id, 'run.json', '{');
  const found = await listTrash(repository);
  t.same(
    found.map(({ id, since }) => [id, since]).sort(),
    [
      [in_.id, NOW + DAY],
      [again.id, NOW + 4 * DAY],
    ].sort(),
  );
  t.match(
    found.find(({ id }) => id === in_.id),
    { name: 'swift-otter', commit: on.git('rev-parse', `refs/runs/${in_.id}`) },
  );
});

t.test('who restored a run in another clone, and folded it there, has the last word', async t => {
  const here = await runsBench(t, 2);
  for (const n of [0, 1]) await edit(here.repository, nth(n), { kind: 'trash' });
  const there = await cloneOf(t, here.on);
  await edit(there.repository, nth(0), { kind: 'restore' });
  await folded(there.repository);
  t.equal((await listTrash(here.repository)).length, 2);
  bring(there.on, here.on);
  t.match(await listTrash(here.repository), [{ id: nth(1), name: 'run-1', since: NOW }]);
});
