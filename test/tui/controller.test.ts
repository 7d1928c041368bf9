import t from 'tap';
import { hearInput } from '../../src/tui/controller.ts';
import type { LineMode } from '../../src/tui/state/mode.ts';
import { controlOf } from '../support/tui-control.ts';

t.test('a key does what it is bound to in the pane with the focus', async t => {
  const control = controlOf();
  control.press('j', 'space');
  t.equal(control.state().runs.cursor, 2);
  t.equal(control.state().runs.marked.size, 1);
  control.press('5', 'tab');
  t.equal(control.state().focus, 'artifacts');
  control.press('f12');
  t.equal(control.state().focus, 'artifacts', 'one that is bound to nothing does nothing');
});

t.test('while a line is typed letters are letters, whatever they are bound to', async t => {
  const control = controlOf();
  control.press('#');
  control.type('Quit? q j D: 5');
  t.equal((control.state().mode as LineMode).field.text, 'Quit? q j D: 5');
  t.same([control.staged, control.state().focus, control.state().runs.cursor], [[], 'runs', 0]);
});

t.test('while something is open its keys go before those of the panes', async t => {
  const control = controlOf();
  control.press('w', 'j', 'D');
  t.equal(control.state().mode.kind, 'list');
  t.equal(control.state().runs.cursor, 0);
  control.press('q');
  t.equal(control.state().mode.kind, 'panes');
  t.same(control.staged, []);
});

t.test('^Z goes back to the shell, whatever is open', async t => {
  const control = controlOf();
  control.press('ctrl+z', 'f', 'ctrl+z', 'esc', '?', 'ctrl+z');
  t.same(control.staged, ['suspend', 'suspend', 'suspend']);
});

t.test('what is pasted is no keys', async t => {
  const control = controlOf();
  hearInput(control, { kind: 'paste', text: 'DQ' });
  t.same([control.state().mode.kind, control.staged], ['panes', []]);
});

t.test('the screen is painted anew whatever is open', async t => {
  const control = controlOf();
  control.press('f', 'ctrl+l', 'esc', '?', 'ctrl+l');
  t.same(control.staged, ['redraw', 'redraw']);
});
