import t from 'tap';
import { hearInput } from '../../../src/tui/controller.ts';
import type { ListMode, Mode } from '../../../src/tui/state/mode.ts';
import { controlOf, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const confirm = (mode: Mode) => mode as Extract<Mode, { kind: 'confirm' }>;

t.test('y does what is asked, all else leaves it', async t => {
  for (const key of ['n', 'q', 'esc', 'enter', 'ctrl+c']) {
    const control = controlOf();
    control.press('D');
    await until(() => control.state().mode.kind === 'confirm');
    control.press(key);
    t.same([control.state().mode.kind, control.performed.length], ['panes', 0], key);
  }
  const control = controlOf();
  control.press('D');
  await until(() => control.state().mode.kind === 'confirm');
  control.press('x', 'j');
  t.equal(control.state().mode.kind, 'confirm', 'a key that means nothing there means nothing');
  control.press('y');
  await until(() => control.performed.length === 1);
  t.match(control.performed, [{ words: ['rm', control.state().runs.rows[0]?.id] }]);
});

t.test('very many are done only when the word is typed', async t => {
  const control = controlOf({ rows: someRows(30) });
  control.press('a', 'D');
  await until(() => control.state().mode.kind === 'confirm');
  control.press('y', 'enter');
  t.same(control.performed, []);
  t.equal(control.state().mode.kind, 'panes', 'another word leaves it');
  control.press('D');
  await until(() => control.state().mode.kind === 'confirm');
  control.type('trasj');
  control.press('backspace', 'h');
  t.equal(confirm(control.state().mode).typed.text, 'trash');
  control.press('enter');
  await until(() => control.performed.length === 1);
});

t.test('what is pasted is typed where something can be', async t => {
  const control = controlOf({ rows: someRows(30) });
  control.press('?');
  hearInput(control, { kind: 'paste', text: 'trash' });
  t.equal((control.state().mode as ListMode).field.text, 'trash');
  control.press('esc', '@');
  hearInput(control, { kind: 'paste', text: 'trash' });
  t.equal((control.state().mode as ListMode).field.text, '');
  control.press('esc', 'a', 'D');
  await until(() => control.state().mode.kind === 'confirm');
  hearInput(control, { kind: 'paste', text: 'trash' });
  t.equal(confirm(control.state().mode).typed.text, 'trash');
});
