import t from 'tap';
import { bindingsIn, keymapOf, printKeyName } from '../../../src/tui/keys/keymap.ts';

const usual = keymapOf(() => undefined);

t.test('what is bound in a pane goes before what is bound everywhere', async t => {
  t.equal(usual.actionOf('enter', 'runs'), 'open');
  t.equal(usual.actionOf('X', 'metrics'), 'log-x');
  t.equal(usual.actionOf('j', 'metrics'), 'down');
  t.equal(usual.actionOf('f12', 'runs'), undefined);
  t.same(usual.problems, []);
});

t.test('keys are changed by their action, and taken away', async t => {
  const own: Readonly<Record<string, string>> = { trash: 'ctrl+x, f8', undo: 'none' };
  const keymap = keymapOf(action => own[action]);
  t.equal(keymap.actionOf('f8', 'runs'), 'trash');
  t.equal(keymap.actionOf('D', 'runs'), undefined);
  t.equal(keymap.actionOf('u', 'runs'), undefined);
  t.equal(keymap.keyOf('trash'), 'ctrl+x');
  t.equal(keymap.keyOf('undo'), undefined);
});

t.test('a key that is taken is told of, and stays what it was', async t => {
  const keymap = keymapOf(action => (action === 'help' ? 'j' : undefined));
  t.equal(keymap.actionOf('j', 'detail'), 'down');
  t.match(keymap.problems, [/^run\.key\.help: 'j' is the key of down$/]);
});

t.test('in a pane are its own keys, then those that it leaves', async t => {
  const actions = bindingsIn(usual, 'artifacts').map(({ action }) => action);
  t.equal(actions[0], 'open-artifact');
  t.ok(actions.includes('help'));
  t.notOk(actions.includes('wrap'));
});

t.test('keys are shown as people know them', async t => {
  t.same(['ctrl+d', 'space', 'shift+tab', 'G', 'up'].map(printKeyName), [
    '^d',
    'Space',
    'Shift-Tab',
    'G',
    '↑',
  ]);
});
