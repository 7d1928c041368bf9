import { render } from 'ink-testing-library';
import { createElement, type FC, useSyncExternalStore } from 'react';
import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { MetricsPane } from '../../../src/tui/panes/metrics.tsx';
import { type AppEvent, type AppState, newApp, reduceApp } from '../../../src/tui/state/app.ts';
import { openStore, type Store } from '../../../src/tui/state/store.ts';
import { falling, seriesOf } from '../../support/tui-curves.ts';
import { PLAIN_THEME, someRows } from '../../support/tui-state.ts';

const desk = {
  metricsOf: async () => ['acc'],
  series: async (runs: readonly RunRow[]) => runs.map(() => new Map([['acc', seriesOf(falling(20))]])),
} as unknown as Desk;

const body = { x: 0, y: 2, width: 60, height: 14 };

const View: FC<{ readonly store: Store<AppState, AppEvent> }> = ({ store }) => {
  const app = useSyncExternalStore(store.subscribe, store.state);
  const given = { app, body, desk, theme: PLAIN_THEME, terminal: { pictures: 'blocks' } } as const;
  return createElement(MetricsPane, { ...given, send: store.send });
};

t.test('the pane shows the curves of the runs, and answers to its keys', async t => {
  const store = openStore(reduceApp, newApp({ columns: 60, rows: 24, mouse: false, readOnly: undefined }));
  store.send({ kind: 'runs', event: { kind: 'runs', rows: someRows(2), isComplete: true } });
  store.send({ kind: 'focus', pane: 'metrics' });
  const screen = render(createElement(View, { store }));
  t.teardown(() => screen.unmount());
  const until = async (wanted: RegExp) => {
    while (!wanted.test(screen.lastFrame() ?? '')) await new Promise(resolve => setTimeout(resolve, 5));
    t.pass(`${wanted}`);
  };
  await until(/reading …/);
  await until(/acc .*best 1[\s\S]*┤[\s\S]*last value[\s\S]*run-0/);
  store.send({ kind: 'action', action: 'last' });
  await until(/at step 19/);
  store.send({ kind: 'action', action: 'hide-curve' });
  await until(/- run-0/);
});
