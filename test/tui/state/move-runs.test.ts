import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import { isGroup } from '../../../src/tui/state/arrange.ts';
import { moveRuns } from '../../../src/tui/state/move-runs.ts';
import { currentRun, type RunsState, reduceRuns } from '../../../src/tui/state/runs.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const rows = someRows(20);
const HEIGHT = 5;
const press = (state: RunsState, ...actions: readonly string[]) =>
  actions.reduce((before, action) => moveRuns(before, action, HEIGHT), state);
const markedNames = (state: RunsState) =>
  rows.filter(({ id }) => state.marked.has(id)).map(({ name }) => name);
const onColumn = (key: string) => {
  const state = listOf(rows);
  return { ...state, column: state.columns.findIndex(column => column.key === key) };
};
const name = (state: RunsState) => currentRun(state)?.name;

t.test('the cursor moves by lines, half screens and screens, and not out of the list', async t => {
  const state = listOf(rows);
  t.equal(name(press(state, 'down', 'down', 'up')), 'run-1');
  t.equal(name(press(state, 'half-down')), 'run-2');
  t.equal(name(press(state, 'page-down', 'page-up')), 'run-0');
  t.equal(name(press(state, 'last')), 'run-19');
  t.equal(name(press(state, 'last', 'down', 'down')), 'run-19');
  t.equal(name(press(state, 'last', 'first')), 'run-0');
});

t.test('space marks and goes on, and takes a mark away', async t => {
  const state = press(listOf(rows), 'mark', 'mark');
  t.same(markedNames(state), ['run-0', 'run-1']);
  t.equal(name(state), 'run-2');
  t.same(markedNames(press(state, 'first', 'mark')), ['run-1']);
  t.same(markedNames(press(state, 'mark-none')), []);
  t.equal(press(state, 'mark-all').marked.size, 20);
});

t.test('a range marks all between where it began and where the cursor goes', async t => {
  const state = press(listOf(rows), 'down', 'range', 'down', 'down');
  t.same(markedNames(state), ['run-1', 'run-2', 'run-3']);
  t.same(markedNames(press(state, 'range', 'down')), ['run-1', 'run-2', 'run-3']);
});

t.test('s sorts by the column under the cursor: best first, the other way round, and no more', async t => {
  const state = onColumn('metrics.acc');
  const once = press(state, 'sort');
  t.equal(name({ ...once, cursor: 0 }), 'run-19');
  const twice = press(once, 'sort');
  t.equal(name({ ...twice, cursor: 0 }), 'run-0');
  t.match(twice.wish.sort, [{ direction: 'ascending' }]);
  t.same(press(twice, 'sort').wish.sort, []);
});

t.test('S adds a key to sort by', async t => {
  const byRate = press(onColumn('params.lr'), 'sort');
  const acc = byRate.columns.findIndex(column => column.key === 'metrics.acc');
  const both = press({ ...byRate, column: acc }, 'sort-also');
  t.same(
    both.wish.sort.map(({ key }) => key.name),
    ['lr', 'acc'],
  );
  t.equal(name({ ...both, cursor: 0 }), 'run-18');
});

t.test('b groups by the column under the cursor, Enter folds a group, b again is no groups', async t => {
  const state = press(onColumn('params.lr'), 'group', 'first');
  t.equal(state.shown.length, 22);
  const folded = press(state, 'open');
  t.equal(folded.shown.length, 12);
  t.ok(isGroup(folded.shown[folded.cursor] as RunRow));
  t.equal(press(folded, 'open').shown.length, 22);
  t.equal(press(folded, 'group').shown.length, 20);
});

t.test('a mark on a heading is a mark on all of its runs', async t => {
  const state = press(onColumn('params.lr'), 'group', 'first', 'mark');
  t.equal(state.marked.size, 10);
  t.equal(press(state, 'first', 'mark').marked.size, 0);
});

t.test('a pinned run goes to the top, and back', async t => {
  const state = press(listOf(rows), 'down', 'down', 'down', 'pin');
  t.equal((state.shown[0] as RunRow).name, 'run-3');
  t.equal(name(state), 'run-3');
  t.equal((press(state, 'pin').shown[0] as RunRow).name, 'run-0');
});

t.test('left and right go from column to column, and stay in the table', async t => {
  const state = listOf(rows);
  t.equal(press(state, 'left').column, 0);
  t.equal(press(state, 'right', 'right').column, 2);
  t.equal(press(state, ...Array.from({ length: 30 }, () => 'right')).column, state.columns.length - 1);
});

t.test('n goes to the next run that was searched for, around the end', async t => {
  const hits = new Set([rows[3], rows[7]].map(row => (row as RunRow).id));
  const state = reduceRuns(listOf(rows), { kind: 'search', search: { text: 'x', hits } });
  t.equal(name(press(state, 'next-match')), 'run-3');
  t.equal(name(press(state, 'next-match', 'next-match', 'next-match')), 'run-3');
  t.equal(name(press(state, 'previous-match')), 'run-7');
  t.equal(press(listOf(rows), 'next-match').cursor, 0);
});

t.test('the trash is shown, and hidden again', async t => {
  const state = press(listOf(rows), 'show-trash');
  t.equal(state.shown.length, 0);
  t.equal(press(state, 'show-trash').shown.length, 20);
});

t.test('a key of another pane changes nothing', async t => {
  const state = listOf(rows);
  t.equal(press(state, 'zoom-in'), state);
});
