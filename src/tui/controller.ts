/** From what is pressed to what happens: the one place where all input comes in. */
import type { Control } from './do/control.ts';
import { dialogKey, dialogPaste } from './do/dialog-keys.ts';
import { lineKey, linePaste } from './do/line-keys.ts';
import { perform } from './do/perform.ts';
import { pointAt } from './do/point.ts';
import type { Input } from './terminal/input.ts';

/** Has the screen answer to an input. While a line is typed, letters are letters, and never actions. */
export function hearInput(control: Control, input: Input): void {
  const { mode } = control.store.state();
  switch (input.kind) {
    case 'mouse':
      pointAt(control, input);
      break;
    case 'paste':
      if (mode.kind === 'line') linePaste(control, mode, input.text);
      else if (mode.kind !== 'panes') dialogPaste(control, mode, input.text);
      break;
    case 'key':
      hearKey(control, input.key);
  }
}

function hearKey(control: Control, key: string): void {
  const { mode, focus } = control.store.state();
  // Whatever is open: what another program has written over the screen is gone, and the shell is there.
  if (key === 'ctrl+z') control.stage.suspend();
  else if (key === 'ctrl+l') control.stage.redraw();
  else if (mode.kind === 'line') lineKey(control, mode, key);
  else if (mode.kind !== 'panes') dialogKey(control, mode, key);
  else {
    const action = control.keymap.actionOf(key, focus);
    if (action !== undefined) perform(control, action);
  }
}
