import t from 'tap';
import type { Desk } from '../../../src/tui/desk.ts';
import { type AppState, newApp } from '../../../src/tui/state/app.ts';
import { comparedRuns, diffSides, questionOf } from '../../../src/tui/state/doc-question.ts';
import { styles } from '../../../src/view/style.ts';
import { liveRow } from '../../support/run-rows.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const rows = someRows(4);
const ids = rows.map(({ id }) => id);
const empty = newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined });
const app = (cursor: number, marked: readonly number[] = [], more: Partial<AppState> = {}): AppState => ({
  ...empty,
  runs: { ...listOf(rows), cursor, marked: new Set(marked.map(at => ids[at] as (typeof ids)[0])) },
  ...more,
});
const asked: unknown[] = [];
const desk = {
  compare: async (...words: unknown[]) => String(asked.push(words)),
} as unknown as Desk;
const page = { width: 80, style: styles(false) };

t.test('a difference is one to the work tree, or of two runs, the older one first', async t => {
  const sides = (state: AppState) => diffSides(state).map(row => row?.name);
  t.same(sides(empty), [undefined, undefined]);
  t.same(sides(app(0)), ['run-0', undefined]);
  t.same(sides(app(0, [2])), ['run-2', 'run-0']);
  t.same(sides(app(2, [2])), ['run-2', undefined]);
  t.same(sides(app(3, [0, 1])), ['run-1', 'run-0']);
  t.same(sides(app(3, [0, 1], { againstWorkTree: true })), ['run-0', undefined]);
});

t.test('the baseline stands before those that are compared, once', async t => {
  const names = (state: AppState) => comparedRuns(state).map(({ name }) => name);
  t.same(names(app(3, [0, 1])), ['run-0', 'run-1']);
  t.same(names(app(3, [0, 1], { baseline: ids[1] })), ['run-1', 'run-0']);
  t.same(names(app(3, [], { baseline: ids[1] })), ['run-1', 'run-3']);
  t.same(names(app(1, [], { baseline: ids[1] })), ['run-1']);
});

t.test('one run alone is not compared: it is said how several are', async t => {
  const text = await questionOf(app(0), 'compare')?.ask(desk, page);
  t.match(text, 'Mark two or more runs with Space');
  t.same(asked, []);
  await questionOf(app(0, [], { baseline: ids[1] }), 'compare')?.ask(desk, page);
  t.same(asked, [[[ids[1], ids[0]], page, false, { hasBaseline: true }]]);
});

t.test('an edit makes it another question, of the same page', async t => {
  const edited = { ...app(0), runs: listOf([{ ...(rows[0] as (typeof rows)[0]), commit: 'f'.repeat(40) }]) };
  const [before, after] = [questionOf(app(0), 'detail'), questionOf(edited, 'detail')];
  t.not(before?.of, after?.of);
  t.equal(before?.title, after?.title);
});

t.test('a page of a run in progress is read again and again', async t => {
  t.equal(questionOf(app(0), 'detail')?.isLive, false);
  t.equal(questionOf({ ...empty, runs: listOf([liveRow()]) }, 'detail')?.isLive, true);
});

t.test('where there is no run there is nothing to ask', async t => {
  for (const pane of ['detail', 'compare', 'diff', 'lineage'] as const)
    t.equal(questionOf(empty, pane), undefined);
});
