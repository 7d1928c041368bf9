import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { carryEdits, mergeEdits } from '../../src/store/merge-edits.ts';
import { removalBench } from '../support/removal-bench.ts';
import { NOW } from '../support/run-rows.ts';

/** A run that was edited in two ways from the same commit. */
async function twoTips(t: Parameters<typeof removalBench>[0]) {
  const bench = await removalBench(t);
  const { id } = await bench.stored({ 'artifacts/x': '1' });
  const ref = runRef(id);
  const base = bench.on.git('rev-parse', ref);
  const tip = async (key: string, now: number) => {
    bench.on.git('update-ref', ref, base);
    return bench.edit(id, [{ kind: 'tag', key, value: '1' }], now);
  };
  const tips = [await tip('a', NOW), await tip('b', NOW + 5000)] as [string, string];
  return { ...bench, id, ref, base, tips };
}

t.test('two who join the same make the same commit, with all files of both', async t => {
  const { repository, id, tips, on, ref } = await twoTips(t);
  const commit = await mergeEdits(repository.objects, id, tips);
  t.same(await mergeEdits(repository.objects, id, [tips[1], tips[0]]), commit);
  const [made] = await repository.objects.commit([commit]);
  t.equal(on.git('rev-parse', ref), made?.commit);
  const files = (of: string) => on.git('ls-tree', '-r', '--name-only', of).split('\n');
  t.same(files(ref), [...new Set(tips.flatMap(files))].sort());
  t.equal(on.git('log', '-1', '--format=%ct', ref), `${(NOW + 5000) / 1000}`, 'its time is the later one');
});

t.test(
  'edits are carried over to a version from which something was purged, but for what is gone',
  async t => {
    const { repository, id, tips, on, base, edit, ref } = await twoTips(t);
    on.git('update-ref', ref, base);
    const entry = { sha256: '0'.repeat(64), size: 3 };
    await edit(id, [
      { kind: 'artifact', path: 'y', entry },
      { kind: 'note', text: 'n' },
    ]);
    const from = on.git('rev-parse', ref);
    const carry = (purged: string[]) =>
      carryEdits(repository.objects, id, { onto: tips[0], from, purged: new Set(purged) });
    const all = (await carry([]))?.changes.map(({ path }) => path) ?? [];
    t.equal(all.filter(path => path.startsWith('annotations/')).length, 2);
    const rest = (await carry(['artifacts/y']))?.changes.map(({ path }) => path) ?? [];
    t.equal(rest.length, 1, 'the edit that added what is gone is gone');
    t.equal(
      await carryEdits(repository.objects, id, { onto: from, from: base, purged: new Set() }),
      undefined,
    );
  },
);
