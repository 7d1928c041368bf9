/**
 * Opens the screen. The first rows are painted before Ink is there: to load it takes longer than to read them, and what
 * is pressed meanwhile is heard.
 */
import { hearInput } from './controller.ts';
import type { Desk } from './desk.ts';
import type { Control } from './do/control.ts';
import { restoreViews } from './do/saved-views.ts';
import { type Keymap, keymapOf } from './keys/keymap.ts';
import { emptyLines } from './panes/empty-view.ts';
import { runsView } from './panes/runs-view.ts';
import { type AppEvent, type AppState, bodyOf, newApp, reduceApp } from './state/app.ts';
import { openStore, type Store } from './state/store.ts';
import { openSurface, type Surface } from './surface/surface.ts';
import type { Input } from './terminal/input.ts';
import { colourDepth, openProbe, type Terminal } from './terminal/probe.ts';
import { openSession, type TerminalSession, type TerminalStreams } from './terminal/session.ts';
import { THEMES, type Theme, type ThemeName, themeOf } from './theme.ts';

export interface ScreenWish {
  readonly streams: TerminalStreams;
  readonly env: NodeJS.ProcessEnv;
  readonly mouse: boolean;
  /** Loads what draws all of it. */
  load(): Promise<{ mount(props: MountProps): Mounted }>;
}

/** What Ink is given. */
export interface MountProps {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  readonly theme: Theme;
  readonly terminal: Terminal;
  readonly keymap: Keymap;
  readonly surface: Surface;
}

export interface Mounted {
  resize(columns: number, rows: number): void;
  unmount(): void;
}

/** Shows the screen until it is left; returns the exit code. The terminal is then as it was, however that came. */
export async function openScreen(desk: Desk, wish: ScreenWish): Promise<number> {
  const { streams, env } = wish;
  let mounted: Mounted | undefined;
  let end = (_exitCode: number) => {};
  const ended = new Promise<number>(resolve => {
    end = resolve;
  });
  const inputs: Input[] = [];
  let hear = (input: Input): void => {
    inputs.push(input);
  };
  const session = openSession(
    streams,
    { mouse: wish.mouse },
    {
      onInput: input => (input.kind === 'reply' ? probe.hear(input.text) : hear(input)),
      onResize: () => resized(),
      onResume: () => surface.redraw(),
      onEnd: signal => {
        mounted?.unmount();
        session.die(signal);
      },
    },
  );
  const probe = openProbe(session.write, env);
  const surface = openSurface(session.write);
  const store = openStore(
    reduceApp,
    newApp({ columns: session.columns(), rows: session.rows(), mouse: wish.mouse, readOnly: desk.readOnly }),
  );
  const resized = () => {
    const [columns, rows] = [session.columns(), session.rows()];
    surface.redraw();
    store.send({ kind: 'resize', columns, rows });
    mounted?.resize(columns, rows);
  };
  try {
    const keymap = keymapOf(action => desk.setting(`key.${action}`));
    const stage = stageOf({ session, surface, env, end: () => end(0) });
    const control: Control = { store, desk, keymap, stage };
    const restoring = restoreViews(control);
    // Before the terminal has answered: Git answers meanwhile.
    const newest = desk.newest(store.state().rows);
    newest.catch(() => {});
    const terminal = await probe.terminal;
    const theme = themeOf({
      name: themeName(desk),
      depth: colourDepth(env),
      background: terminal.background ?? 'dark',
    });
    await restoring;
    const endPainting = store.subscribe(() => paintRuns({ desk, store, surface, theme }));
    store.send({ kind: 'runs', event: { kind: 'runs', rows: await newest, isComplete: false } });
    hear = input => hearInput(control, input);
    for (const input of inputs) hear(input);
    const ahead = readingAhead(desk);
    const { mount } = await wish.load();
    endPainting();
    mounted = mount({ store, desk: ahead, theme, terminal, keymap, surface });
    for (const problem of keymap.problems)
      store.send({ kind: 'notice', notice: { text: problem, tone: 'bad' } });
    return await ended;
  } finally {
    mounted?.unmount();
    session.close();
  }
}

/** A desk that has begun to read all runs when it is first asked for them: while Git lists them, Ink is loaded. */
function readingAhead(desk: Desk): Desk {
  let told = (_done: number, _total: number) => {};
  let begun: ReturnType<Desk['all']> | undefined = desk.all((done, total) => told(done, total));
  begun.catch(() => {});
  return {
    ...desk,
    all(hear) {
      const first = begun;
      begun = undefined;
      if (first === undefined) return desk.all(hear);
      told = hear;
      return first;
    },
  };
}

/** Paints the list alone, as long as Ink is not there. */
function paintRuns({ desk, store, surface, theme }: Omit<MountProps, 'terminal' | 'keymap'>): void {
  const state = store.state();
  const body = bodyOf(state, 'runs');
  if (body === undefined) return;
  const size = { width: body.width, height: body.height, hasFocus: true };
  const clock = { now: desk.now(), zone: desk.zone };
  const { runs } = state;
  const lines =
    runs.shown.length === 0 ? emptyLines(runs, body.width, theme) : runsView(runs, size, theme, clock);
  surface.frame('\n'.repeat(Math.max(0, state.rows - 1)));
  surface.region('runs', { rect: body, lines });
  surface.flush();
}

function themeName(desk: Desk): ThemeName {
  const name = desk.setting('theme');
  return THEMES.find(one => one === name) ?? 'auto';
}

interface StageParts {
  readonly session: TerminalSession;
  readonly surface: Surface;
  readonly env: NodeJS.ProcessEnv;
  end(): void;
}

function stageOf({ session, surface, env, end }: StageParts): Control['stage'] {
  return {
    env,
    write: session.write,
    mouse: session.mouse,
    suspend: session.suspend,
    redraw: surface.redraw,
    quit: end,
    async outside(work) {
      const result = await session.outside(work);
      surface.redraw();
      return result;
    },
  };
}
