import t from 'tap';
import { parseSort } from '../../../src/query/sort.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { isGroup } from '../../../src/tui/state/arrange.ts';
import {
  chosenRuns,
  currentRun,
  markedRuns,
  NO_RUNS,
  type RunsEvent,
  type RunsState,
  reduceRuns,
} from '../../../src/tui/state/runs.ts';
import { liveRow } from '../../support/run-rows.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const after = (state: RunsState, ...events: readonly RunsEvent[]) => events.reduce(reduceRuns, state);
const names = ({ shown }: RunsState) => shown.map(entry => (isGroup(entry) ? entry.group : entry.name));
const rows = someRows(5);
const row = (n: number) => rows[n] as RunRow;

t.test('metrics stand before when it was: that is what one looks for', async t => {
  t.same(
    listOf(rows).columns.map(({ key }) => key),
    ['id', 'name', 'status', 'metrics.acc', 'params.lr', 'started', 'duration'],
  );
});

t.test('the cursor stays on its run when the list is arranged anew', async t => {
  const state = after(
    listOf(rows),
    { kind: 'point', at: 1 },
    { kind: 'wish', wish: { sort: parseSort('metrics.acc') } },
  );
  t.equal(currentRun(state)?.name, 'run-1');
  t.same(names(state), ['run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
  t.equal(state.cursor, 3);
});

t.test('at the top one stays at the top, so that a new run is seen', async t => {
  const live = liveRow();
  const state = after(listOf(rows), { kind: 'changed', rows: [live], gone: [] });
  t.equal(currentRun(state)?.id, live.id);
  const below = after(listOf(rows), { kind: 'point', at: 2 }, { kind: 'changed', rows: [live], gone: [] });
  t.equal(currentRun(below)?.name, 'run-2');
});

t.test('a range goes on from its run when others come, and ends with another order', async t => {
  const begun = { ...listOf(rows), cursor: 2, anchor: 2 };
  const state = after(begun, { kind: 'changed', rows: [liveRow()], gone: [] });
  t.equal(state.anchor, 3);
  t.equal(after(state, { kind: 'changed', rows: [], gone: [row(2).id] }).anchor, undefined);
  t.equal(after(state, { kind: 'wish', wish: { sort: parseSort('metrics.acc') } }).anchor, undefined);
});

t.test('what was edited is seen in its place, and nothing is sorted under the cursor', async t => {
  const sorted = after(listOf(rows), { kind: 'wish', wish: { sort: parseSort('metrics.acc') } });
  const better = { ...row(0), metrics: { acc: { last: 9, min: 9, max: 9, count: 1, step: 0 } } };
  const state = after(sorted, { kind: 'changed', rows: [better], gone: [] });
  t.same(names(state), names(sorted));
  t.equal(state.shown.at(-1), better);
});

t.test('a run that is gone, or in the trash, leaves the list', async t => {
  const trashed = { ...row(1), trashed: true };
  const state = after(listOf(rows), { kind: 'changed', rows: [trashed], gone: [row(3).id] });
  t.same(names(state), ['run-0', 'run-2', 'run-4']);
  t.equal(state.rows.length, 4);
});

t.test('a live run that ends takes the place it had', async t => {
  const live = liveRow();
  const ended = { ...live, status: 'finished' as const, commit: 'f'.repeat(40) };
  const state = after(
    listOf(rows),
    { kind: 'changed', rows: [live], gone: [] },
    { kind: 'changed', rows: [ended], gone: [] },
  );
  t.equal(state.shown.length, 6);
  t.equal(state.shown[0], ended);
});

t.test('what is done is done to the marked runs, else to the one under the cursor', async t => {
  const state = after(listOf(rows), { kind: 'point', at: 2 });
  t.same(chosenRuns(state), [row(2)]);
  const marked = after(state, { kind: 'mark', marked: new Set([row(4).id, row(0).id]) });
  t.same(chosenRuns(marked), [row(0), row(4)]);
  t.same(chosenRuns(NO_RUNS), []);
});

t.test('a mark survives a filter that hides its run', async t => {
  const state = after(
    listOf(rows),
    { kind: 'mark', marked: new Set([row(4).id, row(0).id]) },
    { kind: 'wish', wish: { groupBy: undefined, trashed: true } },
  );
  t.same(state.shown, []);
  t.same(markedRuns(state), [row(0), row(4)]);
});

t.test('nothing that is pointed at lies outside of the list', async t => {
  t.equal(after(listOf(rows), { kind: 'point', at: 99 }).cursor, 4);
  t.equal(after(listOf([]), { kind: 'point', at: 3 }).cursor, 0);
  t.equal(after(listOf(rows), { kind: 'column', at: 99 }).column, 6);
  t.equal(after(listOf(rows), { kind: 'go', id: row(3).id }).cursor, 3);
});

t.test('the search, the best and the count of what is read are kept as they are told', async t => {
  const best = new Map([['metrics.acc', 1]]);
  const state = after(NO_RUNS, { kind: 'reading', done: 3, total: 9 }, { kind: 'best', best });
  t.match(state, { reading: { done: 3, total: 9 }, best });
  t.equal(after(state, { kind: 'reading', done: 9, total: 9 }).reading, undefined);
  const search = { text: 'x', hits: new Set([row(1).id]) };
  t.equal(after(state, { kind: 'search', search }).search, search);
  t.same(after(state, { kind: 'directions', directions: { acc: 'min' } }).directions, { acc: 'min' });
});
