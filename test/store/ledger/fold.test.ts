import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import { type FoldRemote, fold } from '../../../src/store/ledger/fold.ts';
import { addTombstones } from '../../../src/store/ledger/own-ledger.ts';
import { loadTip } from '../../../src/store/list.ts';
import { findTip, listRefTips, listTips } from '../../../src/store/tips.ts';
import { bring, cloneOf, edit, folded, nth, refsOf, runsBench } from '../../support/folding.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, type StoreBench } from '../../support/store-bench.ts';
import { gitIn, type Teardown, temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('runs are told of by a ledger, and no ref is left of them', async t => {
  const on = await runsBench(t, 5);
  const before = await listTips(on.repository);
  t.match(await folded(on.repository), { folded: 5, dropped: 5, retired: [] });
  t.same(await listRefTips(on.repository), []);
  const [keep, ledger, ...more] = refsOf(on.on);
  t.match(ledger, /^refs\/runs\/ledger\/\w{26}$/);
  t.match(keep, /^refs\/runs\/ledger-keep\/\w{26}\/1$/);
  t.same(more, []);
  const after = await listTips(on.repository);
  t.same(
    after.map(({ id, commit }) => ({ id, commit })),
    before,
  );
  t.equal((await findTip(on.repository, nth(3)))?.commit, before[1]?.commit);
  t.same(
    (await listTips(on.repository, 2)).map(({ id }) => id),
    [nth(4), nth(3)],
  );
  t.match(await loadTip(on.repository, after[0] as never), { run: { name: 'run-4' } });
  t.match(await folded(on.repository), { folded: 0, dropped: 0 }, 'once is enough');
});

t.test("git's own collection keeps them", async t => {
  const on = await runsBench(t, 3);
  await folded(on.repository);
  on.on.git('pack-refs', '--all');
  on.on.git('reflog', 'expire', '--expire=now', '--all');
  on.on.git('gc', '-q', '--prune=now');
  t.equal(on.on.git('fsck', '--strict', '--no-dangling'), '');
  await on.repository.close();
  for (const tip of await listTips(on.repository)) t.ok((await loadTip(on.repository, tip)).run);
  const [keep = ''] = refsOf(on.on);
  t.match(on.on.git('log', '-1', '--format=%s', keep), /^keep 3 folded runs, \w+ to \w+$/);
  t.equal(
    on.on.git('log', '--format=%s', keep).split('\n').length,
    6,
    'two that keep, three runs, their source',
  );
});

t.test('later runs join a page that is not full, and the old one makes way', async t => {
  const on = await runsBench(t, 2);
  await folded(on.repository);
  const old = on.on.git('rev-parse', refsOf(on.on)[0] as string);
  await on.save(on.run({ id: nth(7), name: 'later' }));
  t.match(await folded(on.repository), { folded: 1, dropped: 1, retired: [old] });
  t.match(refsOf(on.on)[0], /\/2$/);
  t.equal(refsOf(on.on).length, 2);
  t.same(
    (await listTips(on.repository)).map(({ id }) => id),
    [nth(7), nth(1), nth(0)],
  );
  const [, ledger = ''] = refsOf(on.on);
  t.equal(on.on.git('rev-list', '--count', ledger), '2', 'the ledger is a chain');
  t.equal(on.on.git('ls-tree', '-r', '--name-only', ledger).split('\n').length, 3);
  t.equal(on.on.git('cat-file', 'blob', `${ledger}:excerpts/2`).split('\n').length, 3);
});

t.test('an edit of a folded run gives it a ref again, which is folded in turn', async t => {
  const on = await runsBench(t, 3);
  await folded(on.repository);
  const before = (await findTip(on.repository, nth(1)))?.commit;
  const commit = await edit(on.repository, nth(1), { kind: 'tag', key: 'a', value: 'b' });
  t.equal(on.on.git('rev-parse', `${commit}^`), before);
  t.match(await findTip(on.repository, nth(1)), { commit, others: [before] });
  t.equal((await listTips(on.repository)).length, 3);
  t.match(await folded(on.repository), { folded: 1, dropped: 1 });
  t.match(await findTip(on.repository, nth(1)), { commit, others: undefined });
  t.match(await loadTip(on.repository, (await findTip(on.repository, nth(1))) as never), {
    run: { tags: { a: 'b' } },
  });
  t.equal(refsOf(on.on).length, 2);
});

t.test('what is in the trash, damaged, secret, or deleted elsewhere, keeps its ref', async t => {
  const on = await runsBench(t, 3);
  await on.save(on.run({ id: nth(3), secrets: [{ rule: 'aws', path: 'x', ordinal: 1 }] }));
  await on.save(on.run({ id: nth(4) }));
  const stone = { id: nth(4), time: new Date(NOW).toISOString(), who: 'x', kind: 'deleted' } as const;
  await addTombstones({ repository: on.repository, author: AUTHOR, now: NOW }, [stone]);
  await edit(on.repository, nth(0), { kind: 'trash' });
  on.on.git('update-ref', `refs/runs/${nth(1)}`, 'HEAD');
  t.match(await folded(on.repository), { folded: 1, dropped: 1 });
  t.same(
    (await listRefTips(on.repository)).map(({ id }) => id),
    [nth(4), nth(3), nth(1), nth(0)],
  );
});

t.test('what another ledger tells of goes on without a ref where it is kept, and nowhere else', async t => {
  const there = await runsBench(t, 2);
  const here = await cloneOf(t, there.on);
  await folded(there.repository);
  bring(there.on, here.on);
  const keep = refsOf(here.on).find(ref => ref.startsWith('refs/runs/ledger-keep/')) ?? '';
  const commit = here.on.git('rev-parse', keep);
  here.on.git('update-ref', '-d', keep);
  t.match(await folded(here.repository), { folded: 0, dropped: 0 });
  here.on.git('update-ref', keep, `${commit}^^2`);
  t.match(await folded(here.repository), { folded: 0, dropped: 0 });
  here.on.git('update-ref', keep, commit);
  t.match(await folded(here.repository), { folded: 0, dropped: 2 });
  t.equal((await listTips(here.repository)).length, 2);
});

/** A bare repository as a remote, by plain Git. */
function bareRemote(t: Teardown, { on, repository }: StoreBench) {
  const path = `${temporaryDirectory(t)}/bare.git`;
  on.git('init', '-q', '--bare', path);
  on.git('push', '-q', path, 'refs/runs/*:refs/runs/*');
  const there = (...args: string[]) => gitIn(path, on.env, args);
  const listed = (pattern: string) =>
    there('for-each-ref', '--format=%(objectname) %(refname)', pattern)
      .split('\n')
      .filter(Boolean)
      .map(line => line.split(' ') as [string, string]);
  const did: string[] = [];
  const remote: FoldRemote = {
    async fetchLedgers() {
      did.push('fetch');
      return listed('refs/runs/0*').map(([commit, ref]) => ({
        id: ref.slice('refs/runs/'.length) as RunId,
        commit,
      }));
    },
    async pushLedger() {
      did.push('push');
      on.git('push', '-q', path, 'refs/runs/ledger-keep/*:refs/runs/ledger-keep/*');
      on.git('push', '-q', path, 'refs/runs/ledger/*:refs/runs/ledger/*');
      made.meanwhile();
    },
    async dropRefs(tips) {
      did.push(`drop ${tips.length}`);
      const busy: RunId[] = [];
      for (const { id, commit } of tips) {
        try {
          on.git('push', '-q', `--force-with-lease=refs/runs/${id}:${commit}`, path, `:refs/runs/${id}`);
        } catch {
          busy.push(id);
        }
      }
      return busy;
    },
  };
  const folding = () => fold({ repository, author: AUTHOR, now: NOW, retire: async () => {}, remote });
  const made = { there, listed, did, folding, meanwhile: () => {} };
  return made;
}

t.test('with a remote, what it has is folded there first, and what has moved there stays', async t => {
  const on = await runsBench(t, 4);
  const remote = bareRemote(t, on);
  await on.save(on.run({ id: nth(7), name: 'not shared' }));
  const { there, listed } = remote;
  const ref = `refs/runs/${nth(2)}`;
  const moved = there('commit-tree', `${ref}^{tree}`, '-p', ref, '-m', 'edited');
  remote.meanwhile = () => void there('update-ref', ref, moved);
  t.match(await remote.folding(), { folded: 4, dropped: 3 });
  t.same(remote.did, ['fetch', 'push', 'drop 4']);
  t.same(listed('refs/runs/0*'), [[moved, ref]]);
  t.equal(listed('refs/runs/ledger/*').length + listed('refs/runs/ledger-keep').length, 2);
  t.same(
    (await listRefTips(on.repository)).map(({ id }) => id),
    [nth(7), nth(2)],
    'and so does what is not shared',
  );
  t.equal(there('fsck', '--strict', '--no-dangling'), '');
});

t.test('a remote that cannot be reached costs no run its ref', async t => {
  const on = await runsBench(t, 2);
  const remote = bareRemote(t, on);
  remote.meanwhile = () => {
    throw new Error('gone');
  };
  await t.rejects(remote.folding(), { message: 'gone' });
  t.equal((await listRefTips(on.repository)).length, 2);
  t.equal(remote.listed('refs/runs/0*').length, 2);
  remote.meanwhile = () => {};
  t.match(await remote.folding(), { folded: 0, dropped: 2 }, 'the next time finishes it');
  t.same([...(await listRefTips(on.repository)), ...remote.listed('refs/runs/0*')], []);
});
