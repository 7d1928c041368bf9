/** @jsxRuntime automatic */
/** Components and hooks as Ink runs them, one after the other in one process: each is gone with its test. */
import { render } from 'ink-testing-library';
import { type FC, type ReactElement, useSyncExternalStore } from 'react';
import type { Desk } from '../../src/tui/desk.ts';
import type { PaneComponent } from '../../src/tui/panes/pane.ts';
import { type AppEvent, type AppState, newApp, reduceApp } from '../../src/tui/state/app.ts';
import { openStore, type Store } from '../../src/tui/state/store.ts';
import type { Rect } from '../../src/tui/surface/rect.ts';
import type { Teardown } from './temporary-repository.ts';
import { BARE_THEME } from './tui-state.ts';

export interface Shown {
  /** What it looks like now, without a surface: regions are text. */
  frame(): string;
  again(element: ReactElement): void;
  unmount(): void;
}

/** Draws an element, on 100 columns. */
export function shown(t: Teardown, element: ReactElement): Shown {
  const { lastFrame, rerender, unmount, cleanup } = render(element);
  t.teardown(() => {
    unmount();
    cleanup();
  });
  return { frame: () => lastFrame() ?? '', again: rerender, unmount };
}

/** Calls a hook with properties, and again with others. */
export function hooked<Props>(t: Teardown, hook: (props: Props) => void, first: NoInfer<Props>) {
  const call = (props: Props) => <Hooked call={() => hook(props)} />;
  const { again, unmount } = shown(t, call(first));
  return { again: (props: Props) => again(call(props)), unmount };
}

const Hooked: FC<{ call(): void }> = ({ call }) => {
  call();
  return null;
};

/** Draws a pane as the screen does, of what a store holds. */
export function shownPane(t: Teardown, Pane: PaneComponent, at: PaneAt): Shown {
  return shown(t, <PaneOf Pane={Pane} at={at} />);
}

export interface PaneAt {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  readonly body: Rect;
}

const PaneOf: FC<{ readonly Pane: PaneComponent; readonly at: PaneAt }> = ({ Pane, at }) => {
  const { store, desk, body } = at;
  const app = useSyncExternalStore(store.subscribe, store.state);
  const terminal = { pictures: 'blocks' } as const;
  return <Pane app={app} body={body} theme={BARE_THEME} terminal={terminal} desk={desk} send={store.send} />;
};

/** The store of a screen of a size. */
export function screenStore(columns = 80, rows = 24) {
  return openStore(reduceApp, newApp({ columns, rows, mouse: true, readOnly: undefined }));
}
