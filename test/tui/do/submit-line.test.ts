import t from 'tap';
import { controlOf, until } from '../../support/tui-control.ts';

t.test('a tag, a note and a place are made commands of', async t => {
  for (const [key, text, words] of [
    ['t', 'stage=dev', ['tag', 'stage=dev']],
    ['#', 'it works', ['note', '--message', 'it works']],
    ['c', '/elsewhere', ['checkout', '--path']],
  ] as const) {
    const control = controlOf();
    control.press(key);
    control.type(text);
    control.press('enter');
    await until(() => control.performed.length > 0);
    const [command] = control.performed;
    t.ok(
      words.every(word => command?.words.includes(word)),
      `${key}: ${command?.words.join(' ')}`,
    );
    t.equal(control.state().mode.kind, 'panes');
  }
});

t.test('a line with nothing in it does nothing', async t => {
  for (const key of ['t', '#', ':', '/']) {
    const control = controlOf();
    control.press(key, 'enter');
    await new Promise(setImmediate);
    t.same([control.performed, control.state().mode.kind], [[], 'panes'], key);
  }
});

t.test('what was typed is remembered, by what for', async t => {
  const control = controlOf();
  control.press('t');
  control.type('stage=dev');
  control.press('enter');
  t.same(control.state().typed, { tag: ['stage=dev'] });
});

t.test('a view is saved under its name', async t => {
  const control = controlOf();
  control.press('w', 's');
  control.type('mine');
  control.press('enter');
  t.match(control.state().views, [{ name: 'mine' }]);
});
