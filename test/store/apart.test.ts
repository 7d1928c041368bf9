import t from 'tap';
import type { RunTip } from '../../src/run/run-tip.ts';
import { changesFromApart } from '../../src/store/apart.ts';
import { editRun } from '../../src/store/edit.ts';
import { loadTip } from '../../src/store/list.ts';
import { entryOf } from '../../src/store/save.ts';
import { findTip } from '../../src/store/tips.ts';
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
