/** What the mouse points at: a name of a pane, a title, a row, a key of the footer; the wheel scrolls what is below it. */
import { hintAt, hints } from '../chrome/hints.ts';
import { tabPlaces } from '../chrome/tab-places.ts';
import { PANE_NAMES } from '../pane-names.ts';
import { columnAt, topOf } from '../panes/runs-view.ts';
import { layout } from '../state/app.ts';
import { holds, type Rect } from '../surface/rect.ts';
import type { MouseInput } from '../terminal/input.ts';
import type { Control } from './control.ts';
import { perform } from './perform.ts';

/** Lines that a turn of the wheel scrolls. */
const WHEEL = 3;

/** Has the screen answer to the mouse. While something is open above the panes they do not. */
export function pointAt(control: Control, { action, button, x, y }: MouseInput): void {
  if (control.store.state().mode.kind !== 'panes') return;
  if (action === 'wheel-up' || action === 'wheel-down') wheel(control, action, x, y);
  else if (action === 'press' && button === 'left') press(control, x, y);
}

function wheel({ store }: Control, action: 'wheel-up' | 'wheel-down', x: number, y: number): void {
  const pane = layout(store.state()).panes.find(({ title, body }) => holds(title, x, y) || holds(body, x, y));
  if (pane === undefined) return;
  for (let turned = 0; turned < WHEEL; turned++)
    store.send({ kind: 'action', action: action === 'wheel-up' ? 'up' : 'down', pane: pane.name });
}

function press(control: Control, x: number, y: number): void {
  const { store, keymap } = control;
  const state = store.state();
  const { tabs, footer, panes } = layout(state);
  if (holds(tabs, x, y)) {
    const at = tabPlaces(tabs.width).findIndex(tab => x >= tab.x && x < tab.x + tab.width);
    const pane = PANE_NAMES[at];
    if (pane !== undefined) store.send({ kind: 'focus', pane });
  } else if (footer !== undefined && holds(footer, x, y)) {
    const hint = hintAt(hints(keymap, state.focus, footer.width, state.readOnly !== undefined), x);
    if (hint !== undefined) perform(control, hint.action);
  } else {
    const pane = panes.find(({ title, body }) => holds(title, x, y) || holds(body, x, y));
    if (pane === undefined) return;
    store.send({ kind: 'focus', pane: pane.name });
    if (pane.name === 'runs' && holds(pane.body, x, y))
      pressRuns(control, pane.body, { x, y, hadFocus: state.focus === 'runs' });
  }
}

interface Press {
  readonly x: number;
  readonly y: number;
  /** Whether the list had the keys before. */
  readonly hadFocus: boolean;
}

/** A title sorts by its column; a row is gone to, and opened where the cursor is there already. */
function pressRuns(control: Control, body: Rect, at: Press): void {
  const { store, desk } = control;
  const { runs } = store.state();
  if (runs.shown.length === 0) return;
  const size = { width: body.width, height: body.height, hasFocus: true };
  const row = at.y - body.y - 1;
  if (row < 0) {
    const column = columnAt(runs, size, at.x - body.x, { now: desk.now(), zone: desk.zone });
    if (column === undefined) return;
    store.send({ kind: 'runs', event: { kind: 'column', at: column } });
    store.send({ kind: 'action', action: 'sort', pane: 'runs' });
    return;
  }
  const entry = topOf(runs, body.height - 1) + row;
  if (entry >= runs.shown.length) return;
  if (entry !== runs.cursor) store.send({ kind: 'runs', event: { kind: 'point', at: entry } });
  else if (at.hadFocus) perform(control, 'open');
}
