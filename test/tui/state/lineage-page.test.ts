import t from 'tap';
import { type DocState, NO_DOC } from '../../../src/tui/state/doc.ts';
import { moveLineage, runAtCursor, withCursor } from '../../../src/tui/state/lineage-page.ts';

const page: DocState = {
  ...NO_DOC,
  lines: [
    '    id        name   status',
    '*   \x1b[33m00000001\x1b[39m  third  finished',
    '|\\',
    '* | 00000002  second finished',
    '|/',
    'x 0000000x (deleted)',
    '',
    '00000001  rerun of  00000002  second',
  ],
};
const at = (doc: DocState) => [doc.cursor, runAtCursor(doc)];
const press = (doc: DocState, ...actions: readonly string[]) =>
  actions.reduce((state, action) => moveLineage(state, action, 5, 80), doc);

t.test('the cursor begins at the run that the page is about', async t => {
  t.same(at(withCursor(page, '00000002')), [3, '00000002']);
  t.same(at(withCursor(page, 'elsewhere')), [1, '00000001']);
  t.same(at(withCursor({ ...page, lines: ['nothing'] }, undefined)), [undefined, undefined]);
});

t.test('read again, it stays where it is', async t => {
  const moved = press(withCursor(page, '00000001'), 'down');
  t.equal(withCursor(moved, '00000001'), moved);
});

t.test('it goes from run to run, past what only draws', async t => {
  const first = withCursor(page, '00000001');
  t.same(at(press(first, 'down')), [3, '00000002']);
  t.same(at(press(first, 'down', 'down')), [5, '0000000x']);
  t.same(at(press(first, 'down', 'down', 'up')), [3, '00000002']);
  t.same(at(press(first, 'up')), [1, '00000001']);
  t.same(at(press(first, 'last')), [7, '00000001']);
  t.equal(press(first, 'last').top, 3);
  t.same(at(press(first, 'last', 'first')), [1, '00000001']);
});

t.test('a page without runs is scrolled as any other', async t => {
  t.equal(press({ ...page, lines: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'down').top, 1);
});
