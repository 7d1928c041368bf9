import fc from 'fast-check';
import t from 'tap';
import { EMPTY_FIELD, editField, type Field, fieldOf, insert } from '../../../src/tui/state/field.ts';

/** A field by its text, `|` being the cursor. */
const field = (shown: string): Field => ({ text: shown.replace('|', ''), at: shown.indexOf('|') });
const shown = ({ text, at }: Field) => `${text.slice(0, at)}|${text.slice(at)}`;
const after = (from: string, ...keys: string[]) =>
  shown(keys.reduce((one, key) => editField(one, key) ?? one, field(from)));

t.test('letters go in at the cursor', async t => {
  t.equal(after('ac|', 'c'), 'acc|');
  t.equal(after('a|c', 'é', 'space'), 'aé |c');
});

t.test('the keys of readline move and remove', async t => {
  for (const [from, key, to] of [
    ['one tw|o', 'ctrl+a', '|one two'],
    ['o|ne', 'ctrl+e', 'one|'],
    ['one two|', 'ctrl+w', 'one |'],
    ['one two |', 'alt+backspace', 'one |'],
    ['one tw|o', 'ctrl+u', '|o'],
    ['on|e two', 'ctrl+k', 'on|'],
    ['|one two', 'alt+f', 'one| two'],
    ['one two|', 'ctrl+left', 'one |two'],
    ['on|e', 'delete', 'on|'],
    ['on|e', 'backspace', 'o|e'],
    ['|one', 'left', '|one'],
    ['one|', 'right', 'one|'],
  ] as const)
    t.equal(after(from, key), to, `${key} at ${from}`);
});

t.test('characters as people see them are not cut in two', async t => {
  t.equal(after('a👩‍🔬|', 'left'), 'a|👩‍🔬');
  t.equal(after('a👩‍🔬|', 'backspace'), 'a|');
  t.equal(after('|é', 'right'), 'é|');
});

t.test('other keys do nothing in a line', async t => {
  for (const key of ['f1', 'enter', 'pageup', 'ctrl+x', 'shift+up'])
    t.equal(editField(fieldOf('x'), key), undefined, key);
});

t.test('what is pasted is one line, without what a terminal would obey', async t => {
  t.same(insert(EMPTY_FIELD, 'a\r\nb\tc\x1b[2J'), fieldOf('a b c[2J'));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => !/\p{Cc}/u.test(insert(EMPTY_FIELD, text).text)),
  );
});
