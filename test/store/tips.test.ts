import { dirname } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import type { Readable } from '../../src/git/readable.ts';
import { openRemote } from '../../src/git/remote/open-remote.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { loadTip, loadTips } from '../../src/store/list.ts';
import { findTip, findTips, listTips } from '../../src/store/tips.ts';
import { bring, cloneOf, edit, folded, nth, runsBench } from '../support/folding.ts';
import { gitServer } from '../support/git-server.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, on, run, save } = await storeBench(t);
const first = run();
const commit = await save(first);
const ids = [first.id, ...Array.from({ length: 9 }, (_, n) => sampleId(NOW + 1000 * n))];
for (const id of ids.slice(1)) on.git('update-ref', `refs/runs/${id}`, commit);
// What else may lie there: experiments, and what is none of ours.
on.git('update-ref', 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', commit);
for (const name of ['7', '7zzz', '7zzzzzzzzzzzzzzzzzzzzzzzzi', 'ledger/a'])
  on.git('update-ref', `refs/runs/${name}`, commit);
const newestFirst = [...ids].reverse();

t.test('runs are listed newest first, and nothing but runs', async t => {
  t.same(
    (await listTips(repository)).map(({ id }) => id),
    newestFirst,
  );
});

t.test('the newest few are as many as were asked for, whatever else lies beside them', async t => {
  t.same(
    (await listTips(repository, 5)).map(({ id }) => id),
    newestFirst.slice(0, 5),
  );
});

t.test('a run is found by its id', async t => {
  t.same(await findTip(repository, first.id), { id: first.id, commit });
  t.equal(await findTip(repository, sampleId(NOW)), undefined);
});

t.test('several are found by their ids, of which there may be none', async t => {
  const found = await findTips(repository, [ids[3], sampleId(NOW), ids[5]] as typeof ids);
  t.same(found.map(({ id }) => id).sort(), [ids[3], ids[5]]);
  t.same(await findTips(repository, []), []);
  // Git would take no command line with the names of all.
  const many = Array.from({ length: 40_000 }, (_, n) => sampleId(NOW + n * 7));
  t.same(
    (await findTips(repository, [...many, ids[3] as RunId])).map(({ id }) => id),
    [ids[3]],
  );
});

t.test('a run that clones edited apart is at all their commits, its own first', async t => {
  const here = await runsBench(t, 2);
  const there = await cloneOf(t, here.on);
  const [first, second] = [nth(0), nth(1)];
  const theirs = await edit(there.repository, first, { kind: 'tag', key: 'a', value: 'there' });
  await folded(there.repository);
  const ours = await edit(here.repository, first, { kind: 'tag', key: 'b', value: 'here' });
  bring(there.on, here.on);
  t.match(await findTip(here.repository, first), { commit: ours, others: [theirs], page: undefined });
  await folded(here.repository);
  bring(here.on, there.on);
  for (const [{ repository }, own, other] of [
    [here, ours, theirs],
    [there, theirs, ours],
  ] as const) {
    const tips = await listTips(repository);
    t.match(tips, [
      { id: second, others: undefined },
      { id: first, commit: own, others: [other] },
    ]);
    t.same(await findTips(repository, [first]), tips.slice(1));
    const { run } = await loadTip(repository, tips[1] as RunTip);
    t.match(run.tags, { a: 'there', b: 'here' }, 'what holds is the same in both');
  }
});

t.test('what one ledger says is deleted, no other brings back', async t => {
  const here = await runsBench(t, 2);
  const there = await cloneOf(t, here.on);
  await folded(there.repository);
  bring(there.on, here.on);
  for (const n of [0, 1]) here.on.git('update-ref', '-d', `refs/runs/${nth(n)}`);
  t.equal((await listTips(here.repository)).length, 2);
  const stone = { id: nth(1), time: new Date(NOW).toISOString(), who: 'x', kind: 'deleted' } as const;
  await addTombstones({ repository: here.repository, author: AUTHOR, now: NOW }, [stone]);
  t.same(
    (await listTips(here.repository)).map(({ id }) => id),
    [nth(0)],
  );
  t.equal(await findTip(here.repository, nth(1)), undefined);
});

t.test("what a stranger's ledger says of a run takes nothing from it", async t => {
  const { repository, on } = await runsBench(t, 2);
  await folded(repository);
  const [before] = await listTips(repository);
  const id = nth(1);
  // A run that is another one, a commit that is none, and one that is not there.
  const other = (await findTip(repository, nth(0)))?.commit ?? '';
  const record = { path: `pages/1-${id}-${id}`, mode: '100644' } as const;
  for (const [n, commit] of [other, on.git('rev-parse', 'HEAD'), '1'.repeat(40)].entries())
    await repository.objects.commit([
      {
        ref: `refs/runs/ledger/0${n}`,
        changes: [{ ...record, content: `${id} ${commit}\n` }],
        author: AUTHOR,
        time: 1,
        message: 'x\n',
      },
    ]);
  const tip = (await findTip(repository, id)) as RunTip;
  t.equal(tip.commit, before?.commit);
  t.equal(tip.others?.length, 3);
  t.match(await loadTip(repository, tip), { run: { id, name: 'run-1' }, annotations: [] });
});

t.test('who has no git program, or no clone, is told the same', async t => {
  const { repository, on } = await runsBench(t, 3);
  await folded(repository);
  await edit(repository, nth(1), { kind: 'tag', key: 'a', value: 'b' });
  const read = async (from: Readable) => {
    const tips = await listTips(from);
    const found = [await findTip(from, nth(0)), ...(await listTips(from, 2)), ...tips];
    const runs = await loadTips(from, tips);
    return [found, runs.map(run => ('error' in run ? run.error : { ...run.run, commit: run.commit }))];
  };
  const expected = await read(repository);
  const embedded = await openRepository(on.path, { ...on.env, GIT_RUN_ENGINE: 'embedded' });
  t.same(await read(embedded), expected);
  await embedded.close();
  const server = await gitServer(t, dirname(on.path), on.env);
  const how = { cwd: '/', interactive: false, prefix: 'refs/runs/', env: on.env };
  const remote = await openRemote(`${server.url}/repository/.git`, how);
  t.same(await read(remote), expected);
  remote.close();
});
