import t from 'tap';
import { liveRow } from '../../support/run-rows.ts';
import { controlOf, until } from '../../support/tui-control.ts';

t.test('what needs an answer opens a line for it', async t => {
  for (const [key, purpose] of [
    ['f', 'filter'],
    ['/', 'search'],
    [':', 'command'],
    ['t', 'tag'],
    ['#', 'note'],
    ['c', 'checkout'],
  ] as const) {
    const control = controlOf();
    control.press(key);
    t.match(control.state().mode, { kind: 'line', purpose }, key);
  }
});

t.test('Enter goes to the pane beside the runs', async t => {
  const control = controlOf();
  control.press('enter');
  t.equal(control.state().focus, 'detail');
});

t.test('q goes back step by step, and from the runs to the shell', async t => {
  const control = controlOf();
  control.press('space', 'f');
  control.type('name ~ run');
  control.press('enter', 'enter', 'z');
  const steps: (() => boolean)[] = [
    () => !control.state().zoomed,
    () => control.state().focus === 'runs',
    () => control.state().runs.marked.size === 0,
    () => control.state().runs.wish.filterText === '',
  ];
  for (const [at, holds] of steps.entries()) {
    t.notOk(holds(), `before ${at}`);
    control.press('q');
    t.ok(holds(), `after ${at}`);
    t.same(control.staged, []);
  }
  control.press('q');
  t.same(control.staged, ['quit']);
});

t.test('the ids of the marked runs go to the clipboard', async t => {
  const control = controlOf({ desk: { copy: async () => {} } });
  control.press('space', 'space', 'y');
  t.match(control.staged[0], /^\x1b\]52;c;/);
  t.match(control.state().notice, { text: 'copied 2 ids' });
});

t.test('a run in progress is left alone; with no run there is nothing to do', async t => {
  const live = controlOf({ rows: [liveRow()] });
  live.press('D');
  await new Promise(setImmediate);
  t.match(live.state().notice, { text: /has to end first/ });
  const none = controlOf({ rows: [] });
  none.press('t');
  t.match(none.state().notice, { text: /no run under the cursor/ });
});

t.test('a star is put on at once', async t => {
  const control = controlOf();
  control.press('*');
  await until(() => control.performed.length > 0);
  t.match(control.performed, [{ words: ['tag', control.state().runs.rows[0]?.id, 'star='] }]);
});
