import t from 'tap';
import {
  checkoutPlan,
  fetchPlan,
  gitRun,
  named,
  notePlan,
  pushPlan,
  rerunPlan,
  starPlan,
  tagPlan,
  trashPlan,
} from '../../../src/tui/state/plan.ts';
import { manyRows, someRows } from '../../support/tui-state.ts';

const [a, b] = someRows(2) as [ReturnType<typeof someRows>[number], ReturnType<typeof someRows>[number]];
const tagged = { ...b, tags: { star: '', stage: 'dev' } };

t.test('a star is put on those that lack it, or off all', async t => {
  const on = starPlan([a, tagged]);
  t.same(on.commands, [gitRun('tag', a.id, 'star=')]);
  t.same(on.undo, [gitRun('tag', a.id, '--delete', 'star')]);
  t.same(starPlan([tagged]).commands, [gitRun('tag', b.id, '--delete', 'star')]);
});

t.test('a tag is set, or taken off, and what was there before comes back', async t => {
  const set = tagPlan([a, tagged], 'stage=prod');
  t.same(set?.commands, [gitRun('tag', a.id, 'stage=prod'), gitRun('tag', b.id, 'stage=prod')]);
  t.same(set?.undo, [gitRun('tag', a.id, '--delete', 'stage'), gitRun('tag', b.id, 'stage=dev')]);
  t.same(tagPlan([a, tagged], '-stage')?.commands, [gitRun('tag', b.id, '--delete', 'stage')]);
  t.same(tagPlan([tagged], 'stage=dev')?.commands, [], 'what is so already is not done');
  t.equal(tagPlan([a], '  '), undefined);
  t.same(tagPlan([a], 'a=b=c')?.commands, [gitRun('tag', a.id, 'a=b=c')]);
});

t.test('a note is written over the one before, or removed', async t => {
  const noted = { ...a, note: 'before' };
  t.match(notePlan(noted, 'after'), {
    commands: [gitRun('note', a.id, '--message', 'after')],
    undo: [gitRun('note', a.id, '--message', 'before')],
  });
  t.match(notePlan(a, 'x').undo, [gitRun('note', a.id, '--delete')]);
  t.match(notePlan(noted, '').commands, [gitRun('note', a.id, '--delete')]);
});

t.test('to the trash it is asked, with a word where they are very many; out of it not', async t => {
  t.match(trashPlan([a]), { asks: true, commands: [gitRun('rm', a.id)], undo: [gitRun('restore', a.id)] });
  t.equal(trashPlan([a]).word, undefined);
  t.equal(trashPlan(someRows(21)).word, 'trash');
  const trashed = { ...a, trashed: true };
  t.match(trashPlan([trashed]), { asks: false, commands: [gitRun('restore', a.id)] });
  t.same(trashPlan([trashed, b]).commands, [gitRun('rm', b.id)], 'those that are there already stay');
});

t.test('what nothing takes back is asked for', async t => {
  for (const plan of [rerunPlan(a), pushPlan([a.id], 'origin'), fetchPlan('origin')]) {
    t.same(plan.undo, []);
    t.equal(plan.asks, true);
  }
  t.match(pushPlan([a.id, b.id], 'origin').does, 'push 2 runs to origin');
});

t.test('very many runs are pushed some at a time, each once', async t => {
  const ids = manyRows(2500).map(({ id }) => id);
  const { commands } = pushPlan(ids, 'origin');
  t.equal(commands.length, 3);
  t.equal(new Set(commands.flatMap(({ words }) => words.slice(2))).size, 2500);
});

t.test('a checkout is undone by removing its worktree', async t => {
  const { commands, undo, undoRemark } = checkoutPlan(a, '../there');
  t.same(commands, [gitRun('checkout', a.id, '--path', '../there')]);
  t.same(undo, [{ program: 'git', words: ['worktree', 'remove', '--force', '../there'] }]);
  t.match(undoRemark, 'all that is in it');
});

t.test('one run has its name, several are counted', async t => {
  t.match(named([a]), /^run-0 \(/);
  t.equal(named([a, b]), '2 runs');
});
