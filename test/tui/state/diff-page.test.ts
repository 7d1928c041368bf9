import t from 'tap';
import { filePlace, moveDiff } from '../../../src/tui/state/diff-page.ts';
import { type DocState, NO_DOC } from '../../../src/tui/state/doc.ts';

const lines = [
  'Code',
  ' a.py | 2 +-',
  '\x1b[1mdiff --git a/a.py b/a.py\x1b[m',
  '\x1b[36m@@ -1 +1 @@\x1b[m one',
  '-diff --git is a word of it',
  '\x1b[36m@@ -9 +9 @@\x1b[m two',
  'diff --git a/b.py b/b.py',
  '@@ -1 +1 @@',
  '+b',
];
const page: DocState = { ...NO_DOC, lines };
const press = (...actions: readonly string[]) =>
  actions.reduce((doc, action) => moveDiff(doc, action, 4, 80), page).top;

t.test('one goes from hunk to hunk, and from file to file, through colours', async t => {
  t.equal(press('next-hunk'), 3);
  t.equal(press('next-hunk', 'next-hunk', 'next-hunk'), 7);
  t.equal(press('next-hunk', 'next-hunk', 'previous-hunk'), 3);
  t.equal(press('next-file', 'next-file'), 6);
  t.equal(press('next-file', 'next-file', 'next-file'), 6);
  t.equal(press('next-file', 'next-file', 'previous-file'), 2);
});

t.test('from a hunk near the end nothing goes down, and nothing jumps up', async t => {
  t.equal(press('next-file', 'next-file', 'down'), 6);
  t.equal(press('next-file', 'next-file', 'up'), 5);
});

t.test('it is known in which of the files one is', async t => {
  t.same(filePlace(page), { at: 0, of: 2 });
  t.same(filePlace({ ...page, top: 5 }), { at: 1, of: 2 });
  t.same(filePlace({ ...page, top: 8 }), { at: 2, of: 2 });
  t.same(filePlace(NO_DOC), { at: 0, of: 0 });
});
