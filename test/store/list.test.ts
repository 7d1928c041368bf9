import t from 'tap';
import type { Objects, Repository } from '../../src/git/repository.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { encodeRun } from '../../src/store/encode.ts';
import { iterateRuns, loadTip } from '../../src/store/list.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { AUTHOR, storeBench } from '../support/store-bench.ts';

const { repository, on, run, save } = await storeBench(t);
const first = run();
const commit = await save(first);
const ids = [first.id, ...Array.from({ length: 69 }, (_, n) => sampleId(NOW + 1000 * n))];
await repository.objects.commit(
  ids.slice(1).map(id => ({
    ref: runRef(id),
    parent: first.source.commit,
    base: 'empty',
    changes: [{ path: 'run.json', mode: '100644', content: encodeRun({ ...first, id }) }],
    author: AUTHOR,
    time: 1,
    message: 'a run\n',
  })),
);
// What else may lie there: experiments, and what is none of ours.
on.git('update-ref', 'refs/runs/experiments/aaaaaaaaaaaaaaaaaaaaaaaaaa', commit);
for (const name of ['7', '7zzz', '7zzzzzzzzzzzzzzzzzzzzzzzzi'])
  on.git('update-ref', `refs/runs/${name}`, commit);
const newestFirst = [...ids].reverse();

/** Counts the names that are asked for. */
function counting(repository: Repository): { repository: Repository; read: () => number } {
  let count = 0;
  const objects: Objects = {
    ...repository.objects,
    read: (names, most) => {
      count += names.length;
      return repository.objects.read(names, most);
    },
  };
  return { repository: { ...repository, objects }, read: () => count };
}

t.test('who reads the newest opens no others', async t => {
  const counted = counting(repository);
  for await (const { id } of iterateRuns(counted.repository)) {
    t.equal(id, newestFirst[0]);
    break;
  }
  t.ok(counted.read() <= 2 * 32, `${counted.read()} objects were asked for`);
});

t.test('who wants a few is given them at once, and more only after them', async t => {
  const counted = counting(repository);
  let seen = 0;
  for await (const _ of iterateRuns(counted.repository, 3)) {
    t.ok(++seen > 3 || counted.read() === 6, `${counted.read()} objects for ${seen} runs`);
    if (seen === 4) break;
  }
  t.ok(counted.read() <= 20, `${counted.read()} objects for ${seen} runs`);
});

t.test('all runs are iterated, each once, newest first', async t => {
  const seen: string[] = [];
  for await (const loaded of iterateRuns(repository)) {
    t.notOk('error' in loaded);
    seen.push(loaded.id);
  }
  t.same(seen, newestFirst);
});

t.test('a run that says it is another one is no run', async t => {
  const { repository, on, run, save } = await storeBench(t);
  const good = run();
  const commit = await save(good);
  const liar = sampleId(NOW + 5000);
  on.git('update-ref', runRef(liar), commit);
  const found = [];
  for await (const loaded of iterateRuns(repository)) found.push([loaded.id, 'error' in loaded]);
  t.same(found, [
    [liar, true],
    [good.id, false],
  ]);
  await t.rejects(loadTip(repository, { id: liar, commit }), {
    message: `run ${liar} is damaged: its run.json says that it is run ${good.id}`,
  });
  t.equal((await loadTip(repository, { id: good.id, commit })).run.id, good.id);
});

t.test('where there are none, none are listed', async t => {
  const { repository } = await storeBench(t);
  for await (const _ of iterateRuns(repository)) t.fail('a run');
});
