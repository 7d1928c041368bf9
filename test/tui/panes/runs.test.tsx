import t from 'tap';
import { RunsPane } from '../../../src/tui/panes/runs.tsx';
import { deskOf } from '../../support/desk.ts';
import { until } from '../../support/tui-control.ts';
import { screenStore, shownPane } from '../../support/tui-screen.tsx';
import { someRows } from '../../support/tui-state.ts';

const body = { x: 0, y: 1, width: 80, height: 8 };

t.test('runs are listed as they are read, the best with a star', async t => {
  const store = screenStore();
  const screen = shownPane(t, RunsPane, { store, body, desk: deskOf() });
  t.match(screen.frame(), 'reading runs …');
  store.send({ kind: 'runs', event: { kind: 'runs', rows: someRows(5), isComplete: true } });
  await until(() => screen.frame().includes('★'));
  t.match(screen.frame(), /^> .*run-0.*\n.*run-1.*\n.*run-2.*\n.*run-3.*\n.*run-4 .*★0\.04/m);
});

t.test('without the focus the row under the cursor does not seem to have the keys', async t => {
  const store = screenStore();
  const screen = shownPane(t, RunsPane, { store, body, desk: deskOf() });
  store.send({ kind: 'runs', event: { kind: 'runs', rows: someRows(2), isComplete: true } });
  await until(() => screen.frame().includes('>'));
  store.send({ kind: 'focus', pane: 'detail' });
  await until(() => !screen.frame().includes('>'));
  t.match(screen.frame(), 'run-0');
});
