/** What keys work with: the state, the desk, the keys themselves, and the stage that all of it is on. */
import type { Desk } from '../desk.ts';
import type { Keymap } from '../keys/keymap.ts';
import type { AppEvent, AppState } from '../state/app.ts';
import type { Store } from '../state/store.ts';

/** What can be done to the terminal, and to the program. */
export interface Stage {
  /** Writes a sequence past the screen: a copy to the clipboard. */
  write(sequence: string): void;
  /** Leaves the terminal to another program, and takes it back. */
  outside<T>(work: () => Promise<T>): Promise<T>;
  mouse(on: boolean): void;
  suspend(): void;
  redraw(): void;
  quit(): void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Control {
  readonly store: Store<AppState, AppEvent>;
  readonly desk: Desk;
  readonly keymap: Keymap;
  readonly stage: Stage;
}
