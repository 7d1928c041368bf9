import t from 'tap';
import { modeLine } from '../../../src/tui/chrome/mode-line.ts';
import { unstyled } from '../../../src/view/style.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const shown = (control: TestControl, width = 80) => {
  const line = modeLine(control.state(), width, PLAIN_THEME);
  return line === undefined ? undefined : unstyled(line);
};

t.test('where nothing is open the pane has its keys', async t => {
  t.equal(shown(controlOf()), undefined);
});

t.test('what is wrong stands below its place', async t => {
  const control = controlOf();
  control.press('f');
  control.type('seed = 1 and nmae = x');
  t.equal(shown(control), `${' '.repeat(8 + 13)}^ there is no field 'nmae': name?`);
});

t.test('at the right end it stands before its place, and nothing is too wide', async t => {
  const control = controlOf();
  control.press('f');
  control.type(`${'seed = 1 and '.repeat(4)}nmae = x`);
  const line = shown(control) ?? '';
  t.match(line, /there is no field 'nmae': name\? \^$/);
  t.equal(line.indexOf('^'), 8 + 52);
  t.ok(line.length <= 80);
});

t.test('what is only not finished yet is told calmly', async t => {
  const control = controlOf();
  control.press('f');
  control.type('seed = ');
  t.match(modeLine(control.state(), 80, PLAIN_THEME), '\x1b[2m^ a value is expected');
});

t.test('while there is a way to go on nothing is wrong', async t => {
  const control = controlOf({
    desk: { offerFilter: async () => ({ keep: 0, offers: [{ value: 'seed' }, { value: 'see' }] }) },
  });
  control.press('f', 's', 'e');
  await until(() => shown(control)?.startsWith('Enter') === true);
  control.press('tab');
  t.match(shown(control), /^Enter take it {2}Esc take it back/);
});

t.test('a search says how often it is there', async t => {
  const control = controlOf();
  control.press('/');
  control.type('run-3');
  await until(() => control.state().runs.search !== undefined);
  t.match(shown(control), /^1 run {2}Enter do it/);
  control.press('esc', '2', '/', 'x');
  t.match(shown(control), /^it is not there {2}/);
});

t.test('a dialog has its keys, as many as there is room for', async t => {
  const control = controlOf();
  control.press('w');
  t.equal(shown(control), 'Enter look at it  s save the present one  x delete  Esc close');
  t.equal(shown(control, 30), 'Enter look at it');
  control.press('esc', '?');
  t.equal(shown(control), 'Enter do it  Esc close');
});
