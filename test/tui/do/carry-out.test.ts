import t from 'tap';
import { carryOut, propose, undoLast } from '../../../src/tui/do/carry-out.ts';
import { gitRun, type Plan } from '../../../src/tui/state/plan.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';

const plan: Plan = {
  does: 'tag x',
  commands: [gitRun('one'), gitRun('two')],
  undo: [gitRun('undo')],
  asks: false,
  runs: [],
};
const done = (control: TestControl, count = 1) => until(() => control.state().done.length === count);
const failing = (said: string) => ({
  perform: async (_: unknown, hear: (text: string) => void) => {
    hear(said);
    return 1;
  },
});

t.test('what a plan says is done in order, and kept', async t => {
  const control = controlOf();
  propose(control, () => plan);
  await done(control);
  t.same(control.performed, plan.commands);
  await until(() => control.state().notice !== undefined);
  t.match(control.state().notice, { text: 'done: tag x (u undoes it)', tone: 'good' });
});

t.test('where one fails the rest is not done, and the last that it said is told', async t => {
  const control = controlOf({ desk: failing('git-run: no run x\n  git run log\n') });
  propose(control, () => plan);
  await until(() => control.state().notice !== undefined);
  t.match(control.state().notice, { text: 'no run x', tone: 'bad' });
  t.match(control.state().done, [{ exitCode: 1, isUndone: true }]);
});

t.test('what is to be asked for is asked for first', async t => {
  const control = controlOf();
  propose(control, () => ({ ...plan, asks: true }));
  await until(() => control.state().mode.kind === 'confirm');
  t.same(control.performed, []);
  carryOut(control, plan);
  t.equal(control.state().mode.kind, 'panes');
  await done(control);
});

t.test('who has begun to type meanwhile is asked nothing', async t => {
  const control = controlOf();
  propose(control, () => ({ ...plan, asks: true }));
  control.press('f');
  await until(() => control.state().notice !== undefined);
  t.equal(control.state().mode.kind, 'line');
  t.match(control.state().notice, { text: /^not done/ });
  control.press('y');
  t.same(control.performed, []);
});

t.test('the last plan that can be undone is undone, and then the one before', async t => {
  const control = controlOf();
  propose(control, () => ({ ...plan, undo: [gitRun('first')] }));
  propose(control, () => ({ ...plan, undo: [gitRun('second')] }));
  propose(control, () => ({ ...plan, undo: [] }));
  await done(control, 3);
  for (const word of ['second', 'first']) {
    undoLast(control);
    await until(() => control.performed.at(-1)?.words[0] === word);
  }
  undoLast(control);
  await until(() => control.state().notice?.text === 'there is nothing to undo');
  t.ok(control.state().done.filter(({ isUndone }) => isUndone).length === 2);
});

t.test('a plan with nothing to do does nothing', async t => {
  const control = controlOf();
  propose(control, () => ({ ...plan, commands: [] }));
  propose(control, () => plan);
  await done(control);
  t.equal(control.performed.length, 2);
});

t.test('without a plan to undo the last edit of the run is offered, and asked for', async t => {
  const edit = { does: 'undo the note of run-0', undo: [gitRun('note', 'x', '--delete')] };
  const control = controlOf({ desk: { lastEdit: async () => edit } });
  undoLast(control);
  await until(() => control.state().mode.kind === 'confirm');
  control.press('y');
  await until(() => control.performed.length === 1);
  t.same(control.performed[0]?.words, ['note', 'x', '--delete']);
});

t.test('what is lost with an undo is said before', async t => {
  const control = controlOf();
  propose(control, () => ({ ...plan, undo: [gitRun('away')], undoRemark: 'remove all of it' }));
  await done(control);
  undoLast(control);
  await until(() => control.state().mode.kind === 'confirm');
  t.match(control.state().mode, { plan: { does: 'remove all of it' } });
  control.press('y');
  await until(() => control.state().done.some(({ isUndone }) => isUndone));
  t.equal(control.performed.at(-1)?.words[0], 'away');
});

t.test('a desk that fails is said, and the next plan has its turn', async t => {
  const control = controlOf({
    desk: {
      perform: async () => {
        throw new Error('no such program');
      },
    },
  });
  propose(control, () => plan);
  await until(() => control.state().notice?.text === 'no such program');
  t.equal(control.state().busy, undefined);
  propose(control, () => ({ ...plan, commands: [] }));
  undoLast(control);
  await until(() => control.state().notice?.text === 'there is nothing to undo');
});
