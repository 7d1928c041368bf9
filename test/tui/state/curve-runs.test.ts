import t from 'tap';
import { chosenForCurves, curveRuns as withCurrent } from '../../../src/tui/state/curve-runs.ts';
import { moveRuns } from '../../../src/tui/state/move-runs.ts';
import { currentRun } from '../../../src/tui/state/runs.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const rows = someRows(30);
const list = listOf(rows);
const ids = (...places: readonly number[]) => new Set(places.flatMap(at => rows[at]?.id ?? []));
const curveRuns = (state: typeof list) => withCurrent(chosenForCurves(state), currentRun(state));
const names = (state: typeof list) => curveRuns(state).rows.map(({ name }) => name);

t.test('the run under the cursor is shown', async t => {
  t.same(names(list), ['run-0']);
  t.same(curveRuns(listOf([])), { rows: [], leftOut: 0 });
});

t.test('with it those that are marked, and those that are pinned', async t => {
  const pinned = moveRuns({ ...list, cursor: 8, marked: ids(1, 3) }, 'pin', 20);
  t.same(names({ ...pinned, cursor: 6 }), ['run-1', 'run-3', 'run-8', 'run-5']);
  t.same(names({ ...list, cursor: 3, marked: ids(1, 3) }), ['run-1', 'run-3']);
});

t.test(
  'of more than can be told apart the rest is counted; the one under the cursor is never of it',
  async t => {
    const marked = ids(...rows.keys());
    const { rows: shown, leftOut } = curveRuns({ ...list, marked, cursor: 29 });
    t.same([shown.length, leftOut, shown.at(-1)?.name], [12, 18, 'run-29']);
  },
);
