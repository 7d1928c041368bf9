/** From an action to what it does: to the terminal, to runs, or in the pane. */

import type { Action } from '../keys/bindings.ts';
import { ask } from './ask.ts';
import { undoLast } from './carry-out.ts';
import type { Control } from './control.ts';
import { whyNot } from './why-not.ts';

/** Does what an action does, or says why it cannot be done. */
export function perform(control: Control, action: Action): void {
  const { store, keymap } = control;
  const why = whyNot(store.state(), keymap, action);
  if (why !== undefined || store.state().notice !== undefined)
    store.send({ kind: 'notice', notice: why === undefined ? undefined : { text: why, tone: 'bad' } });
  if (why === undefined && !onStage(control, action) && !ask(control, action))
    store.send({ kind: 'action', action });
}

/** What is done to the terminal, and to the program; false where it is something else. */
function onStage(control: Control, action: Action): boolean {
  const { store, stage } = control;
  switch (action) {
    case 'quit':
      stage.quit();
      return true;
    case 'suspend':
      stage.suspend();
      return true;
    case 'redraw':
      stage.redraw();
      return true;
    case 'undo':
      undoLast(control);
      return true;
    case 'mouse': {
      const on = !store.state().mouse;
      stage.mouse(on);
      store.send({ kind: 'mouse', on });
      const text = on ? 'the mouse is taken' : 'the mouse is left to the terminal';
      store.send({ kind: 'notice', notice: { text, tone: 'plain' } });
      return true;
    }
    default:
      return false;
  }
}
