import t from 'tap';
import { parseFilter } from '../../../src/query/filter/parse.ts';
import { emptyLines } from '../../../src/tui/panes/empty-view.ts';
import { NO_RUNS, type RunsState, reduceRuns } from '../../../src/tui/state/runs.ts';
import { themeOf } from '../../../src/tui/theme.ts';
import { unstyled } from '../../../src/view/style.ts';
import { widthOf } from '../../../src/view/width.ts';
import { listOf, PLAIN_THEME, someRows } from '../../support/tui-state.ts';

const said = (state: RunsState) => emptyLines(state, 80, PLAIN_THEME).join('\n');
const reading = reduceRuns(NO_RUNS, { kind: 'reading', done: 10, total: 200 });
const filtered = reduceRuns(listOf(someRows(3)), {
  kind: 'wish',
  wish: { filterText: 'metrics.acc > 9', filter: parseFilter('metrics.acc > 9') },
});

t.test('as long as runs are read, that is said', async t => {
  t.match(said(NO_RUNS), 'reading runs …');
  t.match(said(reading), 'reading runs: 10 of 200');
});

t.test('where there are none yet, it says how to make one', async t => {
  t.match(said(listOf([])), 'git run -- python train.py');
});

t.test('where none passes, it says how to see them again', async t => {
  t.match(said(filtered), /None of 3 runs passes the filter:\n {2}f changes it/);
  t.match(said(reduceRuns(listOf(someRows(3)), { kind: 'wish', wish: { trashed: true } })), 'trash is empty');
  const trashed = someRows(2).map(row => ({ ...row, trashed: true }));
  t.match(said(listOf(trashed)), 'All runs are in the trash: X shows it');
});

t.test('on a narrow screen no line is too wide', async t => {
  const theme = themeOf({ name: 'auto', depth: 24, background: 'dark' });
  for (const state of [NO_RUNS, reading, listOf([]), filtered])
    for (const width of [0, 1, 20, 33])
      for (const line of emptyLines(state, width, theme)) t.ok(widthOf(unstyled(line)) <= width, line);
});
