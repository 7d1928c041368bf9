import t from 'tap';
import { condemn, readCondemned } from '../../src/remove/condemned.ts';
import { joinReleased, releaseCondemned } from '../../src/remove/release-condemned.ts';
import { blob, rawTree } from '../support/damage.ts';
import { removalBench } from '../support/removal-bench.ts';

t.test(
  "what was purged is remembered until it is gone, what was deleted until it is nobody else's matter",
  async t => {
    const { repository, on } = await removalBench(t);
    const { place } = repository;
    const oid = blob(on, 'staged');
    on.git('update-index', '--add', '--cacheinfo', `100644,${oid},staged`);
    for (const why of ['purged', 'deleted'] as const) await condemn(place, why, [oid]);
    t.match(await releaseCondemned(repository, 'purged', { dryRun: true }), { objects: 0 });
    for (const why of ['purged', 'deleted'] as const)
      t.match(await releaseCondemned(repository, why, {}), { objects: 0 });
    t.same(await readCondemned(place, 'purged'), [oid]);
    t.same(await readCondemned(place, 'deleted'), []);
    on.git('rm', '-q', '--cached', 'staged');
    t.match(await releaseCondemned(repository, 'purged', {}), { objects: 1 });
    t.same(await readCondemned(place, 'purged'), []);
  },
);

t.test('what kept folded runs goes with them, and what waits for its time is not touched', async t => {
  const { repository, on } = await removalBench(t);
  const { place } = repository;
  const [purged, deleted] = ['purged', 'deleted'].map(text => {
    const tree = rawTree(on, [['100644', 'a', blob(on, text)]]);
    return on.git('commit-tree', tree, '-m', text);
  }) as [string, string];
  const keep = on.git('commit-tree', rawTree(on, []), '-p', purged, '-p', deleted, '-m', 'keep');
  await condemn(place, 'purged', [purged]);
  await condemn(place, 'deleted', [deleted]);
  await condemn(place, 'retired', [keep]);
  t.match(await releaseCondemned(repository, 'purged', {}), { objects: 5 });
  t.throws(() => on.git('cat-file', '-e', purged));
  t.throws(() => on.git('cat-file', '-e', keep));
  t.equal(on.git('show', `${deleted}:a`), 'deleted');
  t.same(await readCondemned(place, 'retired'), []);
  t.match(await releaseCondemned(repository, 'deleted', {}), { objects: 3 });
});

t.test('two removals are told as one', async t => {
  const one = { objects: 1, bytes: 2, heldBack: { objects: 3, bytes: 4, keptPacks: ['a'] } };
  t.same(joinReleased(one, one), {
    objects: 2,
    bytes: 4,
    heldBack: { objects: 6, bytes: 8, keptPacks: ['a'] },
  });
});
