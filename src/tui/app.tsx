/** The screen: panes side by side, their names above, what is asked and what can be pressed below. */
import { Box, Text } from 'ink';
import { type FC, useSyncExternalStore } from 'react';
import { Boundary } from './chrome/boundary.tsx';
import { Dialog } from './chrome/dialog.tsx';
import { Footer } from './chrome/footer.tsx';
import { PaneTitle } from './chrome/pane-title.tsx';
import { Status } from './chrome/status.tsx';
import { Tabs } from './chrome/tabs.tsx';
import type { Desk } from './desk.ts';
import { useKeptViews } from './hooks/use-kept-views.ts';
import { useRuns } from './hooks/use-runs.ts';
import type { Keymap } from './keys/keymap.ts';
import { type PlacedPane, SMALLEST } from './layout.ts';
import { panes } from './panes.ts';
import { type AppEvent, type AppState, layout } from './state/app.ts';
import type { Store } from './state/store.ts';
import { SurfaceContext } from './surface/region.tsx';
import type { Surface } from './surface/surface.ts';
import type { Terminal } from './terminal/probe.ts';
import type { Theme } from './theme.ts';

export interface AppProps {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  readonly theme: Theme;
  readonly terminal: Terminal;
  readonly keymap: Keymap;
  readonly surface: Surface | undefined;
}

export const App: FC<AppProps> = props => {
  const { store, desk, surface } = props;
  const app = useSyncExternalStore(store.subscribe, store.state);
  useRuns(desk, store, app.refreshed);
  useKeptViews(desk, app, store.send);
  const isTooSmall = app.columns < SMALLEST.columns || app.rows < SMALLEST.rows;
  return (
    <SurfaceContext.Provider value={surface}>
      {isTooSmall ? <TooSmall app={app} /> : <Screen {...props} app={app} />}
    </SurfaceContext.Provider>
  );
};

interface ScreenProps extends AppProps {
  readonly app: AppState;
}

const Screen: FC<ScreenProps> = props => {
  const { app, theme, keymap, desk } = props;
  const { tabs, panes: placed, rule, status, footer } = layout(app);
  const [first, ...others] = placed;
  return (
    <Box width={app.columns} height={app.rows} flexDirection="column">
      <Tabs rect={tabs} app={app} theme={theme} title={desk.title} />
      <Box>
        {first && <PaneFrame {...props} pane={first} />}
        {rule && <Text>{Array.from({ length: rule.height }, () => theme.rule('│')).join('\n')}</Text>}
        <Box flexDirection="column">
          {others.map(pane => (
            <PaneFrame key={pane.name} {...props} pane={pane} />
          ))}
        </Box>
      </Box>
      <Status rect={status} app={app} theme={theme} />
      {footer && <Footer rect={footer} app={app} theme={theme} keymap={keymap} />}
      <Dialog app={app} theme={theme} />
    </Box>
  );
};

interface PaneFrameProps extends ScreenProps {
  readonly pane: PlacedPane;
}

const PaneFrame: FC<PaneFrameProps> = ({ pane, app, theme, terminal, desk, store }) => {
  const Pane = panes[pane.name];
  return (
    <Box flexDirection="column" width={pane.body.width}>
      <PaneTitle pane={pane} app={app} theme={theme} />
      <Boundary key={`${pane.name} ${app.refreshed}`} pane={pane} theme={theme}>
        <Pane app={app} body={pane.body} theme={theme} terminal={terminal} desk={desk} send={store.send} />
      </Boundary>
    </Box>
  );
};

const TooSmall: FC<{ readonly app: AppState }> = ({ app }) => (
  <Box width={app.columns} height={app.rows}>
    <Text>more room, please</Text>
  </Box>
);
