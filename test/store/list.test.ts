import t from 'tap';
import type { Objects, Repository } from '../../src/git/repository.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { findTip, iterateRuns, listTips } from '../../src/store/list.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';
import { gitIn } from '../support/temporary-repository.ts';

const { repository, on, run, save } = await storeBench(t);
const first = run();
const commit = await save(first);
/** Refs to one commit are enough where only order and number count. */
const ids = [first.id, ...Array.from({ length: 69 }, (_, n) => newRunId(NOW + 1000 * n))];
gitIn(
  on.path,
  on.env,
  ['update-ref', '--stdin'],
  ids
    .slice(1)
    .map(id => `create ${runRef(id)} ${commit}\n`)
    .join(''),
);
// What else may lie there: experiments, and what is none of ours.
on.git('update-ref', 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', commit);
for (const name of ['7', '7zzz', '7zzzzzzzzzzzzzzzzzzzzzzzzi', 'ledger/a'])
  on.git('update-ref', `refs/runs/${name}`, commit);
const newestFirst = [...ids].reverse();

/** Counts the names that are asked for. */
function counting(repository: Repository): { repository: Repository; read: () => number } {
  let count = 0;
  const objects: Objects = {
    ...repository.objects,
    read: names => {
      count += names.length;
      return repository.objects.read(names);
    },
  };
  return { repository: { ...repository, objects }, read: () => count };
}

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

t.test('who reads the newest opens no others', async t => {
  const counted = counting(repository);
  for await (const { id } of iterateRuns(counted.repository)) {
    t.equal(id, newestFirst[0]);
    break;
  }
  t.ok(counted.read() <= 2 * 32, `${counted.read()} objects were asked for`);
});

t.test('all runs are iterated, each once, newest first', async t => {
  const seen: string[] = [];
  for await (const loaded of iterateRuns(repository)) {
    t.notOk('error' in loaded);
    seen.push(loaded.id);
  }
  t.same(seen, newestFirst);
});

t.test('where there are none, none are listed', async t => {
  const { repository } = await storeBench(t);
  t.same(await listTips(repository), []);
  for await (const _ of iterateRuns(repository)) t.fail('a run');
});
