import t from 'tap';
import { countRuns, describeRuns } from '../../../src/tui/linear/describe-runs.ts';
import { liveRow } from '../../support/run-rows.ts';
import { controlOf } from '../../support/tui-control.ts';
import { CLOCK, someRows } from '../../support/tui-state.ts';

const rows = someRows(5);

/** What is said of some keys. */
function said(...keys: readonly string[]) {
  const control = controlOf({ rows });
  return saidBy(control, () => control.press(...keys));
}

function saidBy(control: ReturnType<typeof controlOf>, act: () => void) {
  const before = control.state();
  act();
  return describeRuns(before, control.state(), CLOCK);
}

t.test('each move tells the row one comes to, and no move nothing', async t => {
  t.same(said('j', 'j'), ['row 3 of 5: run-2, finished, 3 h ago, acc 0.02']);
  t.same(said('k'), []);
});

t.test('a column is told with what the run has there', async t => {
  t.same(said('l'), ['column 2 of 7: name run-0']);
});

t.test('marks, ranges, orders and groups are told', async t => {
  t.same(said('space'), ['1 run marked', 'row 2 of 5: run-1, finished, 2 h ago, acc 0.01']);
  t.same(said('a'), ['5 runs marked']);
  t.same(said('v'), ['a range begins here']);
  t.same(said('l', 's')[0], 'sorted by name, lowest first');
  t.match(said('l', 'b'), [/^grouped by name: 5 groups$/]);
  t.match(said('p'), [/run-0, pinned/]);
});

t.test('a filter is told with how many it leaves', async t => {
  const control = controlOf({ rows });
  control.press('f');
  control.type('metrics.acc >= 0.03');
  const before = controlOf({ rows }).state();
  control.press('enter');
  t.same(describeRuns(before, control.state(), CLOCK).slice(0, 1), [
    'where metrics.acc >= 0.03: 2 of 5 runs',
  ]);
  t.same(saidBy(control, () => control.press('esc'))[0], 'no filter: 5 of 5 runs');
});

t.test('a run that is new, or has ended, is told wherever one is', async t => {
  const control = controlOf({ rows });
  control.press('2');
  const live = liveRow();
  const send = (row: typeof live) => () =>
    control.store.send({ kind: 'runs', event: { kind: 'changed', rows: [row], gone: [] } });
  t.same(saidBy(control, send(live)), [`new run ${live.name}: running`]);
  t.same(saidBy(control, send({ ...live })), []);
  t.same(saidBy(control, send({ ...live, status: 'finished' })), [`${live.name}: finished`]);
});

t.test('that many are read is told once', async t => {
  const control = controlOf({ rows });
  const reading = (done: number) => () =>
    control.store.send({ kind: 'runs', event: { kind: 'reading', done, total: 12_000 } });
  t.same(saidBy(control, reading(1)), ['reading 12,000 runs']);
  t.same(saidBy(control, reading(5000)), []);
  t.equal(countRuns(1), '1 run');
});
