import t from 'tap';
import type { RunTip } from '../../src/run/run-tip.ts';
import { changesFromApart } from '../../src/store/apart.ts';
import { editRun } from '../../src/store/edit.ts';
import { loadTip } from '../../src/store/list.ts';
import { readRunSeries } from '../../src/store/run-series.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { continueRun } from '../support/attempts.ts';
import { bring, cloneOf, edit, folded, nth, runsBench } from '../support/folding.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('edits that two clones made apart, and files with them, come together in the next edit', async t => {
  const here = await runsBench(t, 1);
  const there = await cloneOf(t, here.on);
  const id = nth(0);
  const added = async (repository: typeof here.repository, text: string, now: number) => {
    const entry = entryOf(Buffer.from(text));
    const file = { path: 'model', ...entry, content: Buffer.from(text) };
    await editRun({
      repository,
      id,
      edits: [{ kind: 'artifact', path: 'model', entry }],
      files: [file],
      author: AUTHOR,
      now,
    });
  };
  await added(there.repository, 'there, and later', NOW + 9000);
  await folded(there.repository);
  await added(here.repository, 'here', NOW);
  await edit(here.repository, id, { kind: 'tag', key: 'a', value: 'here' });
  bring(there.on, here.on);
  const tip = (await findTip(here.repository, id)) as RunTip;
  t.equal(tip.others?.length, 1);
  const loaded = await loadTip(here.repository, tip);
  t.match(loaded, { run: { tags: { a: 'here' } }, annotations: { length: 3 } });
  t.equal((await changesFromApart(here.repository, tip, loaded)).length, 2);
  await edit(here.repository, id, { kind: 'note', text: 'joined' });
  const after = (await findTip(here.repository, id)) as RunTip;
  const whole = await loadTip(here.repository, { id, commit: after.commit });
  t.equal(whole.annotations.length, 4, 'one commit has all of them');
  t.equal(here.on.git('show', `${after.commit}:artifacts/model`), 'there, and later');
  t.same(await changesFromApart(here.repository, after, whole), []);
  t.equal(here.on.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('attempts that two clones made apart, each with its series, come together too', async t => {
  const here = await runsBench(t, 1);
  const there = await cloneOf(t, here.on);
  const id = nth(0);
  await continueRun(there.repository, id, {
    params: { where: 'there', only: 'x' },
    metrics: { late: [1, 2] },
  });
  await folded(there.repository);
  await continueRun(here.repository, id, { params: { where: 'here' }, metrics: { late: [0] } });
  bring(there.on, here.on);
  const apart = await loadTip(here.repository, (await findTip(here.repository, id)) as RunTip);
  t.match(apart.run, { metrics: { late: { count: 3, min: 0, max: 2 } }, params: { only: { value: 'x' } } });
  await edit(here.repository, id, { kind: 'note', text: 'joined' });
  const { commit } = (await findTip(here.repository, id)) as RunTip;
  const whole = await loadTip(here.repository, { id, commit });
  t.same(whole.run.metrics, apart.run.metrics);
  const values: number[] = [];
  for await (const { chunk } of readRunSeries(here.repository.objects, [commit])) values.push(...chunk.value);
  t.same(values.sort(), [0, 1, 2]);
  t.equal(await validateRun(openValidation(here.repository), { id, commit }), undefined);
});
