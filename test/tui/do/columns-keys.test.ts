import t from 'tap';
import { choicesOf } from '../../../src/tui/state/columns.ts';
import type { ColumnsMode } from '../../../src/tui/state/mode.ts';
import { controlOf, type TestControl } from '../../support/tui-control.ts';

const mode = (control: TestControl) => control.state().mode as ColumnsMode;
const columns = (control: TestControl) => control.state().runs.columns.map(({ key }) => key);

t.test('columns are switched, moved, and taken', async t => {
  const control = controlOf();
  control.press('o', 'down', 'space', 'down', 'K', 'enter');
  t.same(columns(control).slice(0, 2), ['id', 'status']);
  t.notOk(columns(control).includes('name'));
  t.equal(control.state().mode.kind, 'panes');
});

t.test('letters find a column', async t => {
  const control = controlOf();
  control.press('o');
  control.type('acc.best');
  t.same(
    choicesOf(mode(control)).map(({ key }) => key),
    ['metrics.acc.best'],
  );
  control.press('space', 'enter');
  t.equal(columns(control).at(-1), 'metrics.acc.best');
});

t.test('= has them as they come again', async t => {
  const control = controlOf();
  const before = columns(control);
  control.press('o', 'space', 'enter');
  t.not(columns(control).length, before.length);
  control.press('o', '=');
  t.same(columns(control), before);
  t.equal(control.state().runs.wish.columns, undefined);
});

t.test('Esc leaves them', async t => {
  const control = controlOf();
  const before = columns(control);
  control.press('o', 'space', 'esc');
  t.same(columns(control), before);
});
