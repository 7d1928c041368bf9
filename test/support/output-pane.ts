/** The pane of the output by itself, over a desk of the test. */
import { render } from 'ink-testing-library';
import { createElement, type FC, useSyncExternalStore } from 'react';
import type { Desk } from '../../src/tui/desk.ts';
import { OutputPane } from '../../src/tui/panes/output.tsx';
import { type AppEvent, type AppState, bodyOf, newApp, reduceApp } from '../../src/tui/state/app.ts';
import { openStore, type Store } from '../../src/tui/state/store.ts';
import { type FakeLog, logDeskOf } from './log-desk.ts';
import type { Teardown } from './temporary-repository.ts';
import { PLAIN_THEME, someRows } from './tui-state.ts';

/** Shows the first of as many runs as there are logs. */
export function openOutput(t: Teardown, logs: readonly FakeLog[]) {
  const rows = someRows(Math.max(2, logs.length));
  const fake = logDeskOf(Object.fromEntries(logs.map((log, at) => [rows[at]?.id, log])));
  const store = openStore(reduceApp, newApp({ columns: 60, rows: 9, mouse: false, readOnly: undefined }));
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  store.send({ kind: 'focus', pane: 'output' });
  const screen = render(createElement(View, { store, desk: fake.desk }));
  t.teardown(() => screen.unmount());
  const shown = () => (screen.lastFrame() ?? '').split('\n').filter(line => line !== '');
  return {
    ...fake,
    store,
    shown,
    unmount: () => screen.unmount(),
    press(...actions: readonly string[]) {
      for (const action of actions) store.send({ kind: 'action', action });
    },
    search: (text: string) => store.send({ kind: 'output', event: { kind: 'search', text } }),
    async until(test: (lines: readonly string[]) => boolean) {
      while (!test(shown())) await new Promise(resolve => setTimeout(resolve, 5));
    },
  };
}

interface ViewProps {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
}

const View: FC<ViewProps> = ({ store, desk }) => {
  const app = useSyncExternalStore(store.subscribe, store.state);
  const body = bodyOf(app, 'output') ?? { x: 0, y: 0, width: 60, height: 6 };
  const terminal = { pictures: 'blocks' } as const;
  return createElement(OutputPane, { app, body, theme: PLAIN_THEME, terminal, desk, send: store.send });
};
