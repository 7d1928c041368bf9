import t from 'tap';
import { parseKey } from '../../../src/query/lookup.ts';
import { cellOf, rowLine } from '../../../src/tui/linear/row-line.ts';
import { NO_RUNS, type RunsState, reduceRuns } from '../../../src/tui/state/runs.ts';
import { CLOCK, listOf, someRows } from '../../support/tui-state.ts';

const runs = listOf(someRows(12));
const first = runs.rows[0] as RunsState['rows'][0];

t.test('a row is told with its place, and the metrics that say most', async t => {
  t.equal(rowLine({ ...runs, cursor: 2 }, CLOCK), 'row 3 of 12: run-2, finished, 3 h ago, acc 0.02');
  t.equal(rowLine(NO_RUNS, CLOCK), 'no runs');
});

t.test('a mark and a pin are told, and nothing foreign can act on the terminal', async t => {
  const marked = { ...runs, marked: new Set([first.id]), pinned: new Set([first.id]) };
  t.match(rowLine(marked, CLOCK), 'run-0, marked, pinned, finished');
  t.match(rowLine(listOf([{ ...first, name: 'a\x1b[2J' }]), CLOCK), 'a\\u{1b}[2J');
});

t.test('columns that were chosen are told, all of them', async t => {
  const wish = { columns: ['name', 'params.lr', 'experiment'] };
  const chosen = reduceRuns(runs, { kind: 'wish', wish });
  t.match(rowLine(chosen, CLOCK), /run-0, finished, 1 h ago, lr 0\.1, experiment \w+$/);
});

t.test('a group is told with what it holds', async t => {
  const groupBy = parseKey('params.lr', {});
  const grouped = reduceRuns(runs, { kind: 'wish', wish: { groupBy } });
  t.match(rowLine(grouped, CLOCK), /^row 1 of 14: group .*0\.1, 6 runs, open$/);
});

t.test('a cell is told with its title', async t => {
  const column = runs.columns.find(({ key }) => key === 'metrics.acc');
  t.same(column && cellOf(first, column, CLOCK), ['acc 0']);
  t.same(column && cellOf({ ...first, metrics: {} }, column, CLOCK), []);
});
