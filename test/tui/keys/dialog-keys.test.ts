import t from 'tap';
import { DIALOG_KEYS, type DialogName, dialogAction, lineKeys } from '../../../src/tui/keys/dialog-keys.ts';

const names = Object.keys(DIALOG_KEYS) as DialogName[];

t.test('each key means one thing, and every dialog is closed by Esc', async t => {
  for (const name of names) {
    const keys = DIALOG_KEYS[name].flatMap(binding => binding.keys);
    t.same(
      keys.filter((key, at) => keys.indexOf(key) !== at),
      [],
      name,
    );
    t.equal(dialogAction(name, 'esc'), 'close', name);
    t.equal(dialogAction(name, 'f12'), undefined);
  }
});

t.test('where letters are typed none of them moves or closes', async t => {
  for (const key of ['j', 'k', 'q', 'g', 'x']) {
    t.equal(dialogAction('help', key), undefined, key);
    t.equal(dialogAction('columns', key), undefined, key);
  }
});

t.test('the keys of a line are about the offer as long as one is put in', async t => {
  t.match(lineKeys('filter', false)[0], { keys: ['enter'], hint: 'do it' });
  t.match(lineKeys('filter', true)[0], { keys: ['enter'], hint: 'take it' });
  t.ok(lineKeys('command', false).some(({ keys }) => keys.includes('%')));
  t.equal(lineKeys('note', false).length, 2);
});
