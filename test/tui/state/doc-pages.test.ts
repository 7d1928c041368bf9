import t from 'tap';
import { newApp } from '../../../src/tui/state/app.ts';
import type { DocState } from '../../../src/tui/state/doc.ts';
import { movePage, reducePage } from '../../../src/tui/state/doc-pages.ts';

const size = { height: 4, width: 80 };
const app = newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined });
const text = { kind: 'text', of: '', text: 'a\ndiff --git a b\n* 00000001 x\nb\nc\nd\n' } as const;
const read = (pane: 'diff' | 'lineage' | 'detail') => reducePage(app, pane, text);

t.test('each page answers to the keys that are its own', async t => {
  const top = (doc: DocState) => doc.top;
  t.equal(top(movePage('diff', read('diff'), 'next-file', size)), 1);
  t.equal(top(movePage('detail', read('detail'), 'next-file', size)), 0);
  t.equal(top(movePage('detail', read('detail'), 'down', size)), 1);
  t.equal(movePage('lineage', read('lineage'), 'down', size).cursor, 2);
});

t.test('only the lineage has a cursor', async t => {
  t.equal(read('lineage').cursor, 2);
  t.equal(read('detail').cursor, undefined);
});
