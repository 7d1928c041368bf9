import t from 'tap';
import { joinApart } from '../../src/store/join-apart.ts';
import { findTip } from '../../src/store/tips.ts';
import { bring, cloneOf, edit, folded, nth, runsBench } from '../support/folding.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('runs that were edited apart get a commit with all edits, others are left alone', async t => {
  const here = await runsBench(t, 2);
  const there = await cloneOf(t, here.on);
  await edit(there.repository, nth(0), { kind: 'tag', key: 'a', value: 'there' });
  await folded(there.repository);
  const write = { repository: here.repository, author: AUTHOR, now: NOW };
  const before = here.on.git('for-each-ref', 'refs/runs');
  t.equal(await joinApart(write, [nth(0), nth(1), nth(9)]), false);
  t.equal(here.on.git('for-each-ref', 'refs/runs'), before);
  bring(there.on, here.on);
  await edit(here.repository, nth(0), { kind: 'tag', key: 'b', value: 'here' });
  // The edit has joined them already.
  t.equal(await joinApart(write, [nth(0), nth(1)]), false);
  here.on.git('update-ref', `refs/runs/${nth(0)}`, `refs/runs/${nth(0)}^`);
  t.equal(await joinApart(write, [nth(0), nth(1)]), true);
  const { commit = '' } = (await findTip(here.repository, nth(0))) ?? {};
  t.equal(here.on.git('ls-tree', '--name-only', `${commit}:annotations`).split('\n').length, 1);
  t.equal(here.on.git('log', '-1', '--format=%s', commit), 'join what was edited apart');
});
