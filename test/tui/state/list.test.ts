import t from 'tap';
import { fieldOf } from '../../../src/tui/state/field.ts';
import { entriesOf, entryAt, movedIn, wordsOf } from '../../../src/tui/state/list.ts';
import type { ListMode } from '../../../src/tui/state/mode.ts';

const entry = (key: string, name: string, about: string) => ({
  id: name,
  group: '',
  key,
  name,
  about,
  off: undefined,
});
const mode: ListMode = {
  kind: 'list',
  of: 'help',
  title: 'Keys',
  entries: [
    entry('D', 'trash', 'move the runs to the trash'),
    entry('d', 'diff', 'what differs'),
    entry('X', 'show-trash', 'show what is in the trash'),
  ],
  field: fieldOf(''),
  cursor: 0,
  top: 0,
};
const found = (text: string) => entriesOf({ ...mode, field: fieldOf(text) }).map(({ name }) => name);

t.test('an entry is found by words of its name and of what it does, in any order', async t => {
  t.same(found(''), ['trash', 'diff', 'show-trash']);
  t.same(found('TRASH show'), ['show-trash']);
  t.same(found('nothing like it'), []);
});

t.test('a key finds what it does', async t => {
  t.same(found('X'), ['show-trash']);
});

t.test('the cursor is at an entry that is shown', async t => {
  t.equal(entryAt({ ...mode, cursor: 1 })?.name, 'diff');
  t.equal(entryAt({ ...mode, field: fieldOf('show'), cursor: 1 }), undefined);
});

t.test('it stays within the list', async t => {
  const extent = { length: 3, height: 10 };
  t.equal(movedIn(mode, 'up', extent).cursor, 0);
  t.equal(movedIn(mode, 'last', extent).cursor, 2);
  t.equal(movedIn(mode, 'no movement', extent), mode);
});

t.test('words are parted by blanks, in lower case', async t => {
  t.same(wordsOf('  Two Words '), ['two', 'words']);
});
