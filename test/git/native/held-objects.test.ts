import t, { type Test } from 'tap';
import { heldOnlyBy, isHeldBy, leaveOutBound } from '../../../src/git/native/held-objects.ts';
import { openRepository } from '../../../src/git/open.ts';
import { blob, rawTree, removeObject } from '../../support/damage.ts';
import { programBench } from '../../support/git-program.ts';

async function bench(t: Test) {
  const { on, git } = programBench(t, { files: { 'd/a': 'theirs\n' } });
  const { place, config, objects, close } = await openRepository(on.path, on.env);
  t.teardown(close);
  const head = on.git('rev-parse', 'HEAD');
  const commit = (names: Readonly<Record<string, string>>) => {
    const entries = Object.entries(names).map(([name, text]) => ['100644', name, blob(on, text)] as const);
    const below = rawTree(on, entries);
    const tree = rawTree(on, [['40000', 'x', below]]);
    return {
      oid: on.git('commit-tree', tree, '-p', head, '-m', 'ours'),
      tree,
      below,
      blobs: entries.map(([, , oid]) => oid),
    };
  };
  return { on, head, commit, ground: { git, place, config, read: objects.read } };
}

t.test('what two commits share is held by neither alone', async t => {
  const { commit, ground, head } = await bench(t);
  const [one, two] = [commit({ a: 'one', b: 'shared' }), commit({ a: 'two', b: 'shared' })];
  const own = [one.oid, one.tree, one.below, one.blobs[0]];
  // The other is unreachable as well: that protects it like any ref.
  t.same([...(await heldOnlyBy(ground, [one.oid], new Set([head])))].sort(), own.sort());
  t.same([...(await heldOnlyBy(ground, [one.oid], new Set([head, two.oid])))].sort(), own.sort());
  t.equal((await heldOnlyBy(ground, [one.oid, two.oid], new Set([head]))).size, 9);
  t.equal((await heldOnlyBy(ground, [one.oid], new Set([head, one.oid]))).size, 0);
  t.equal((await heldOnlyBy(ground, ['1'.repeat(40)], new Set([head]))).size, 0);
});

t.test('what a new root holds is told', async t => {
  const { on, commit, ground, head } = await bench(t);
  const [one, other] = [commit({ a: 'one' }), commit({ a: 'other' })];
  const held = new Set([one.oid, one.tree, one.below, ...one.blobs]);
  const again = on.git('commit-tree', one.tree, '-m', 'again');
  const known = [head];
  t.equal(await isHeldBy(ground, held, { fresh: [], known }), false);
  t.equal(await isHeldBy(ground, held, { fresh: [other.oid], known }), false);
  t.equal(await isHeldBy(ground, held, { fresh: [again], known }), true);
  on.git('update-index', '--add', '--cacheinfo', `100644,${one.blobs[0]},staged`);
  t.equal(await isHeldBy(ground, held, { fresh: [], known }), true);
});

t.test('one object that stays keeps its commit whole, and no other commit', async t => {
  const { commit, ground } = await bench(t);
  const [one, two] = [commit({ a: 'one', b: 'more' }), commit({ a: 'two' })];
  const all = (made: typeof one) => [made.oid, made.tree, made.below, ...made.blobs];
  const held = new Set([...all(one), ...all(two)]);
  await leaveOutBound(ground, held, new Set([one.blobs[0] as string]));
  t.same([...held].sort(), all(two).sort());
  await leaveOutBound(ground, held, new Set());
  t.equal(held.size, 4);
});

t.test('what Git has dropped of an unreachable commit already is passed over', async t => {
  const { on, commit, ground, head } = await bench(t);
  const one = commit({ a: 'one', b: 'two' });
  const above = on.git('commit-tree', one.tree, '-p', one.oid, '-m', 'edited');
  for (const gone of [one.oid, one.blobs[0] as string]) removeObject(on, gone);
  const held = await heldOnlyBy(ground, [above, one.oid], new Set([head]));
  t.same([...held].sort(), [above, one.tree, one.below, one.blobs[1]].sort());
});
