import t from 'tap';
import { newApp } from '../../../src/tui/state/app.ts';
import { withBaseline } from '../../../src/tui/state/baseline.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const empty = newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined });
const app = { ...empty, runs: listOf(someRows(3)) };

t.test('the run under the cursor is the baseline, and pressed again none is', async t => {
  const on = withBaseline(app);
  t.equal(on.baseline, app.runs.rows[0]?.id);
  t.match(on.notice?.text, 'run-0 is the baseline');
  const other = withBaseline({ ...on, runs: { ...on.runs, cursor: 1 } });
  t.equal(other.baseline, app.runs.rows[1]?.id);
  t.match(withBaseline(on), { baseline: undefined, notice: { text: /no baseline/ } });
});

t.test('where there is no run nothing is', async t => {
  t.equal(withBaseline(empty), empty);
});
