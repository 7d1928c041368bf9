import t from 'tap';
import { listTrash } from '../../src/remove/trash.ts';
import { replaceRecord } from '../support/damage.ts';
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
