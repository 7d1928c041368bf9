import t from 'tap';
import { docRemark } from '../../../src/tui/panes/doc-remark.ts';
import { newApp } from '../../../src/tui/state/app.ts';
import { NO_DOC } from '../../../src/tui/state/doc.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const empty = newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined });
const app = { ...empty, runs: listOf(someRows(3)) };
const diff = { ...NO_DOC, lines: ['Code', 'diff --git a b', 'x', 'diff --git c d'] };

t.test('the sides of a difference are told by name, and in which file one is', async t => {
  t.equal(docRemark(app, 'diff'), 'run-0 and the work tree');
  const at = (top: number) => docRemark({ ...app, docs: { ...app.docs, diff: { ...diff, top } } }, 'diff');
  t.equal(at(0), '2 files · run-0 and the work tree');
  t.equal(at(2), '1/2 files · run-0 and the work tree');
});

t.test('of a comparison it is told how many there are', async t => {
  t.equal(docRemark(app, 'compare'), '1 run');
  t.equal(docRemark({ ...app, compareAll: true }, 'compare'), '1 run, also what is the same');
});

t.test('what takes its time says so', async t => {
  const docs = { ...app.docs, detail: { ...NO_DOC, isLoading: true } };
  t.equal(docRemark({ ...app, docs }, 'detail'), 'run-0 · reading …');
  t.equal(docRemark(empty, 'lineage'), '');
});
