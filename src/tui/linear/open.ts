/**
 * The screen for people who hear it: lines that say what happens, one after the other, and nothing that is painted over.
 * Keys do what they do elsewhere.
 */
import { hearInput } from '../controller.ts';
import type { Desk } from '../desk.ts';
import type { Control } from '../do/control.ts';
import { restoreViews } from '../do/saved-views.ts';
import { followRuns, readAll } from '../hooks/follow-runs.ts';
import { keymapOf } from '../keys/keymap.ts';
import { type AppEvent, type AppState, newApp, reduceApp } from '../state/app.ts';
import { openStore, type Store } from '../state/store.ts';
import { viewOf } from '../state/views.ts';
import { openSession, type TerminalSession, type TerminalStreams } from '../terminal/session.ts';
import { readPanes } from './read-panes.ts';
import { openSpeaker } from './speaker.ts';

export interface LinearWish {
  readonly streams: TerminalStreams;
  readonly env: NodeJS.ProcessEnv;
}

/** Wide enough for one pane alone, whatever the terminal is. */
const COLUMNS = 80;

/** Says what there is until it is left; returns the exit code. The terminal is then as it was, however that came. */
export async function openLinear(desk: Desk, { streams, env }: LinearWish): Promise<number> {
  let end = (_exitCode: number) => {};
  const ended = new Promise<number>(resolve => {
    end = resolve;
  });
  const session = openSession(
    streams,
    { mouse: false, alternate: false },
    {
      onInput: input => {
        hearInput(control, input);
        if (input.kind === 'key' && input.key === 'enter') speaker.trouble();
      },
      onResize: () => store.send({ kind: 'resize', columns: COLUMNS, rows: session.rows() }),
      onResume: () => speaker.again(),
      onEnd: signal => session.die(signal),
    },
  );
  const store = openStore(
    reduceApp,
    newApp({ columns: COLUMNS, rows: session.rows(), mouse: false, readOnly: desk.readOnly }),
  );
  const speaker = openSpeaker({ store, desk, write: session.write });
  const control: Control = {
    store,
    desk,
    keymap: keymapOf(action => desk.setting(`key.${action}`)),
    stage: { env, write: session.write, ...stageOf(session, speaker.again, () => end(0)) },
  };
  const closing: (() => void)[] = [speaker.close];
  try {
    await restoreViews(control);
    store.send({
      kind: 'runs',
      event: { kind: 'runs', rows: await desk.newest(store.state().rows), isComplete: false },
    });
    closing.push(readPanes(store, desk, speaker.say), reading(desk, store), followRuns(desk, store));
    for (const problem of control.keymap.problems) speaker.say([problem]);
    return await ended;
  } finally {
    for (const close of closing) close();
    session.close();
    await keepViews(desk, store.state());
  }
}

/** Reads all runs, and again where everything is asked for anew. */
function reading(desk: Desk, store: Store<AppState, AppEvent>): () => void {
  let { refreshed } = store.state();
  let stop = readAll(desk, store);
  const end = store.subscribe(() => {
    if (store.state().refreshed === refreshed) return;
    refreshed = store.state().refreshed;
    stop();
    stop = readAll(desk, store);
  });
  return () => {
    end();
    stop();
  };
}

function stageOf(session: TerminalSession, again: () => void, quit: () => void) {
  return { mouse() {}, suspend: session.suspend, outside: session.outside, redraw: again, quit };
}

/** For the next time. */
async function keepViews(desk: Desk, { views, runs, typed }: AppState): Promise<void> {
  if (desk.readOnly !== undefined) return;
  const { filter: filters = [], command: commands = [] } = typed;
  await desk.writeViews({ views, last: viewOf(runs.wish), filters, commands }).catch(() => {});
}
