import t from 'tap';
import { hintAt, hints } from '../../../src/tui/chrome/hints.ts';
import { keymapOf } from '../../../src/tui/keys/keymap.ts';

const keymap = keymapOf(() => undefined);
const actions = (width: number, readOnly = false) =>
  hints(keymap, 'runs', width, readOnly).map(({ action }) => action);

t.test('as many keys are shown as there is room for, the way to all of them always', async t => {
  t.same(actions(40), ['open', 'mark', 'help', 'quit']);
  t.ok(actions(200).length > actions(80).length);
  t.same(actions(1), ['help', 'quit']);
});

t.test('where nothing may be changed, what changes is not shown', async t => {
  t.ok(actions(200).includes('tag'));
  t.notOk(actions(200, true).includes('tag'));
});

t.test('a hint is found by its place, and nothing between two', async t => {
  const all = hints(keymap, 'runs', 80, false);
  t.equal(hintAt(all, 0)?.action, 'open');
  t.equal(hintAt(all, 10), undefined);
  t.equal(hintAt(all, 12)?.action, 'mark');
  t.equal(hintAt(all, 79), undefined);
});
