/** The terminal UI without a terminal: keys are pressed, and what becomes of its state is looked at. */
import type { RunRow } from '../../src/run/run-row.ts';
import { hearInput } from '../../src/tui/controller.ts';
import type { Command, CommandNature, Desk, Offers } from '../../src/tui/desk.ts';
import type { Control, Stage } from '../../src/tui/do/control.ts';
import { keymapOf } from '../../src/tui/keys/keymap.ts';
import { type AppEvent, type AppState, newApp, reduceApp } from '../../src/tui/state/app.ts';
import { openStore } from '../../src/tui/state/store.ts';
import { type Kept, NOTHING_KEPT } from '../../src/tui/state/views.ts';
import { NOW } from './run-rows.ts';
import { someRows } from './tui-state.ts';

export interface ControlOptions {
  readonly rows?: readonly RunRow[];
  readonly columns?: number;
  readonly lines?: number;
  readonly readOnly?: string;
  /** What a test has the desk answer. */
  readonly desk?: Partial<Desk>;
  readonly stage?: Partial<Stage>;
}

export interface TestControl extends Control {
  state(): AppState;
  /** Presses keys, one after the other; of a word in quotes each letter. */
  press(...keys: readonly string[]): void;
  /** Types a text. */
  type(text: string): void;
  /** What the desk was asked to do, and the stage. */
  readonly performed: Command[];
  readonly staged: string[];
}

/** A screen with runs on it, read to their end. */
export function controlOf(options: ControlOptions = {}): TestControl {
  const { columns = 100, lines = 30, readOnly } = options;
  const [performed, staged]: [Command[], string[]] = [[], []];
  const app = newApp({ columns, rows: lines, mouse: true, readOnly });
  const store = openStore<AppState, AppEvent>(reduceApp, app);
  const desk = { ...deskOf(performed), readOnly, ...options.desk } as Desk;
  const control: TestControl = {
    store,
    desk,
    keymap: keymapOf(() => undefined),
    stage: { ...stageOf(staged), ...options.stage },
    state: store.state,
    performed,
    staged,
    press(...keys) {
      for (const key of keys) hearInput(control, { kind: 'key', key });
    },
    type(text) {
      control.press(...[...text].map(letter => (letter === ' ' ? 'space' : letter)));
    },
  };
  store.send({ kind: 'runs', event: { kind: 'runs', rows: options.rows ?? someRows(10), isComplete: true } });
  return control;
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 1));
}

const NO_OFFER: Offers = { keep: 0, offers: [] };
const HARMLESS: CommandNature = { changes: false, attached: false };

/** A desk that has nothing, and does all that it is asked to. */
function deskOf(performed: Command[]): Partial<Desk> {
  return {
    title: 'project',
    zone: () => 0,
    now: () => NOW,
    lastEdit: async () => undefined,
    directions: async () => ({}),
    all: async () => ({ rows: [], damaged: [] }),
    changes: async () => ({ rows: [], gone: [] }),
    reread: async () => ({ rows: [], gone: [] }),
    live: async () => [],
    watch: () => () => {},
    async perform(command) {
      performed.push(command);
      return 0;
    },
    async attach(command) {
      performed.push(command);
      return 0;
    },
    natureOf: async () => HARMLESS,
    offer: async () => NO_OFFER,
    offerFilter: async () => NO_OFFER,
    setting: () => undefined,
    readViews: async (): Promise<Kept> => NOTHING_KEPT,
    writeViews: async () => {},
  };
}

function stageOf(staged: string[]): Stage {
  return {
    write: text => void staged.push(text),
    async outside(work) {
      staged.push('outside');
      return work();
    },
    mouse: on => void staged.push(`mouse ${on}`),
    suspend: () => void staged.push('suspend'),
    redraw: () => void staged.push('redraw'),
    quit: () => void staged.push('quit'),
    env: {},
  };
}
