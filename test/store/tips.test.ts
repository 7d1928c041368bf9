import t from 'tap';
import { newRunId } from '../../src/store/new-id.ts';
import { findTip, findTips, listTips } from '../../src/store/tips.ts';
import { NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on, run, save } = await storeBench(t);
const first = run();
const commit = await save(first);
const ids = [first.id, ...Array.from({ length: 9 }, (_, n) => newRunId(NOW + 1000 * n))];
for (const id of ids.slice(1)) on.git('update-ref', `refs/runs/${id}`, commit);
// What else may lie there: experiments, and what is none of ours.
on.git('update-ref', 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', commit);
for (const name of ['7', '7zzz', '7zzzzzzzzzzzzzzzzzzzzzzzzi'])
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
  t.equal(await findTip(repository, newRunId(NOW)), undefined);
});

t.test('several are found by their ids, of which there may be none', async t => {
  const found = await findTips(repository, [ids[3], newRunId(NOW), ids[5]] as typeof ids);
  t.same(found.map(({ id }) => id).sort(), [ids[3], ids[5]]);
  t.same(await findTips(repository, []), []);
});
