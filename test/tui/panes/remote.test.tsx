import t from 'tap';
import { RemotePane } from '../../../src/tui/panes/remote.tsx';
import { deskOf } from '../../support/desk.ts';
import { until } from '../../support/tui-control.ts';
import { screenStore, shownPane } from '../../support/tui-screen.tsx';
import { someRows } from '../../support/tui-state.ts';

const body = { x: 0, y: 1, width: 80, height: 8 };

t.test('the remote is asked, and what is not on both sides is listed', async t => {
  const store = screenStore();
  const rows = someRows(3);
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  store.send({ kind: 'focus', pane: 'remote' });
  const there = new Map(rows.slice(1).map(({ id, commit }) => [id, commit as string]));
  const desk = deskOf({ remotes: async () => ['origin'], there: async () => there });
  const screen = shownPane(t, RemotePane, { store, body, desk });
  await until(() => screen.frame().includes('only here'));
  t.match(screen.frame(), /origin\n {2}2 runs here and there, 1 only here\n *\n> ↑ \S+ {2}run-0/);
  await until(() => store.state().remote.length === 1);
});
