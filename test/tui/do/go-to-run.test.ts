import t from 'tap';
import { shortId } from '../../../src/run/run-id.ts';
import { currentRun } from '../../../src/tui/state/runs.ts';
import { controlOf } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(4);

function onLineage(text: string) {
  const control = controlOf({ rows });
  control.press('8');
  control.store.send({ kind: 'doc', pane: 'lineage', event: { kind: 'loading', of: 'a', title: 'a' } });
  control.store.send({ kind: 'doc', pane: 'lineage', event: { kind: 'text', of: 'a', text } });
  return control;
}

const idAt = (at: number) => shortId(rows[at]?.id ?? '');

t.test('Enter goes to the run under the cursor, in the list', async t => {
  const control = onLineage(`* ${idAt(2)} run-2\n|\n* ${idAt(3)} run-3\n`);
  control.press('j', 'enter');
  t.equal(currentRun(control.state().runs)?.name, 'run-3');
  t.equal(control.state().focus, 'runs');
});

t.test('a run that is not there, or not listed, is said to be so', async t => {
  const gone = onLineage('x 0000zzzz (deleted)\n');
  gone.press('enter');
  t.match(gone.state().notice?.text, 'not in this repository');
  const hidden = onLineage(`* ${idAt(2)} run-2\n`);
  hidden.store.send({
    kind: 'runs',
    event: { kind: 'wish', wish: { trashed: true } },
  });
  hidden.press('enter');
  t.match(hidden.state(), { focus: 'lineage', notice: { text: /run-2 is not in the list/ } });
});
