import t from 'tap';
import type { LineMode } from '../../../src/tui/state/mode.ts';
import { currentRun } from '../../../src/tui/state/runs.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const lineOf = (control: TestControl) => control.state().mode as LineMode;
const names = (control: TestControl) =>
  control.state().runs.shown.map(entry => ('name' in entry ? entry.name : entry.group));

t.test('a filter holds as it is typed', async t => {
  const control = controlOf();
  control.press('f');
  control.type('name = run-3');
  t.same(names(control), ['run-3']);
  t.equal(control.state().runs.wish.filterText, 'name = run-3');
});

t.test('while it is wrong the list stays, and the trouble has its place', async t => {
  const control = controlOf();
  control.press('f');
  control.type('name = run-3 and nmae = x');
  t.same(names(control), ['run-3']);
  t.match(lineOf(control).error, { at: 17, message: /nmae.*name\?/ });
  control.press('enter');
  t.equal(control.state().mode.kind, 'line', 'it is not taken');
});

t.test('Esc has the filter of before again, and the cursor where it was', async t => {
  const control = controlOf();
  control.press('f');
  control.type('params.lr = 0.2');
  control.press('enter', 'j', 'f', 'ctrl+u');
  control.type('name = run-0');
  control.press('esc');
  t.equal(control.state().mode.kind, 'panes');
  t.equal(control.state().runs.wish.filterText, 'params.lr = 0.2');
  t.equal(currentRun(control.state().runs)?.name, 'run-3');
});

t.test('letters never reach actions', async t => {
  const control = controlOf();
  control.press('t');
  control.type('qQD?:z');
  t.equal(lineOf(control).field.text, 'qQD?:z');
  t.same(control.staged, []);
});

t.test('Tab goes through what is offered, Enter takes it, Esc takes it back', async t => {
  const offers = {
    keep: 0,
    offers: [
      { value: 'status', open: true },
      { value: 'started', open: true },
    ],
  };
  const control = controlOf({ desk: { offerFilter: async () => offers } });
  control.press('f', 's');
  await until(() => lineOf(control).offers.offers.length > 0);
  control.press('tab', 'tab');
  t.equal(lineOf(control).field.text, 'started');
  control.press('shift+tab', 'enter');
  t.match(lineOf(control), { field: { text: 'status' }, chosen: undefined });
  await until(() => lineOf(control).offers.offers.length > 0);
  control.press('tab', 'esc');
  t.match(lineOf(control), { field: { text: 'status' }, offers: { offers: [] } });
});

t.test('the only way to go on is gone at once', async t => {
  const control = controlOf({
    desk: { offerFilter: async () => ({ keep: 0, offers: [{ value: 'seed' }] }) },
  });
  control.press('f', 's');
  await until(() => lineOf(control).offers.offers.length > 0);
  control.press('tab');
  t.equal(lineOf(control).field.text, 'seed ');
});

t.test('lines of before come back by their purpose', async t => {
  const control = controlOf();
  for (const filter of ['name = run-1', 'name = run-2']) {
    control.press('f', 'ctrl+u');
    control.type(filter);
    control.press('enter');
  }
  control.press('f', 'ctrl+u', 'up', 'up');
  t.equal(lineOf(control).field.text, 'name = run-1');
  t.same(names(control), ['run-1'], 'and hold');
  control.press('esc', ':', 'up');
  t.equal(lineOf(control).field.text, '');
});

t.test('of very many runs a filter waits for a pause', async t => {
  const row = someRows(1)[0]!;
  const rows = Array.from({ length: 20_001 }, (_, n) => ({ ...row, name: `r${n}` }));
  const control = controlOf({ rows });
  control.press('f');
  control.type('name = r7');
  t.equal(control.state().runs.wish.filterText, '');
  await until(() => control.state().runs.wish.filterText !== '');
  t.same(names(control), ['r7']);
  control.press('7', 'enter');
  t.same(names(control), ['r77'], 'Enter does not wait');
});

t.test('what is pasted is typed', async t => {
  const { hearInput } = await import('../../../src/tui/controller.ts');
  const control = controlOf();
  control.press('f');
  hearInput(control, { kind: 'paste', text: 'name =\nrun-4' });
  t.same(names(control), ['run-4']);
});
