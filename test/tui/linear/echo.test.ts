import t from 'tap';
import { echo } from '../../../src/tui/linear/echo.ts';
import { EMPTY_FIELD, fieldOf } from '../../../src/tui/state/field.ts';
import type { Mode } from '../../../src/tui/state/mode.ts';
import { PANES } from '../../../src/tui/state/mode.ts';
import { trashPlan } from '../../../src/tui/state/plan.ts';
import { controlOf } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

function typed(...keys: readonly string[]) {
  const control = controlOf();
  let [mode, said]: [Mode, string] = [PANES, ''];
  for (const key of keys) {
    control.press(key);
    said += echo(mode, control.state().mode);
    mode = control.state().mode;
  }
  return said;
}

t.test('letters come as they are typed', async t => {
  t.equal(typed('f', 'a', 'b'), 'filter: ab');
  t.equal(typed('f', 'a', 'esc'), 'filter: a\n');
});

t.test('where the line changes otherwise it comes anew', async t => {
  t.equal(typed('f', 'a', 'b', 'backspace'), 'filter: ab\nfilter: a');
});

t.test('a word that confirms is echoed too', async t => {
  const plan = trashPlan(someRows(30));
  const before: Mode = { kind: 'confirm', plan, typed: EMPTY_FIELD };
  t.equal(echo(PANES, before), 'trash? ');
  t.equal(echo(before, { ...before, typed: fieldOf('t') }), 't');
  t.equal(echo(PANES, { kind: 'confirm', plan: trashPlan(someRows(1)), typed: EMPTY_FIELD }), '');
});
