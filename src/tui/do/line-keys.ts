/** Keys while a line is typed: the keys of readline, Tab completes, Enter does it, Esc leaves it. */

import { editField, type Field, insert } from '../state/field.ts';
import { cycled, recalled, taken, typedIn, withdrawn } from '../state/line.ts';
import { type LineMode, PANES } from '../state/mode.ts';
import { applyFilter, filterError } from './apply-filter.ts';
import { askOffers } from './complete.ts';
import type { Control } from './control.ts';
import { searchFor, undoSearch } from './search.ts';
import { submitLine } from './submit-line.ts';

/** Has the line answer to a key. */
export function lineKey(control: Control, mode: LineMode, key: string): void {
  switch (key) {
    case 'tab':
    case 'shift+tab':
      complete(control, mode, key === 'tab' ? 1 : -1);
      break;
    case 'up':
    case 'ctrl+p':
    case 'down':
    case 'ctrl+n':
      show(control, recalled(mode, key === 'up' || key === 'ctrl+p' ? 1 : -1));
      break;
    case 'enter':
      if (mode.chosen === undefined) submitLine(control, mode);
      else typed(control, taken(mode));
      break;
    case 'esc':
    case 'ctrl+c':
      if (mode.chosen !== undefined && key === 'esc') show(control, withdrawn(mode));
      else leaveLine(control, mode);
      break;
    default: {
      const field = editField(mode.field, key);
      if (field !== undefined) type(control, mode, field);
    }
  }
}

/** Puts what is pasted into the line. */
export function linePaste(control: Control, mode: LineMode, text: string): void {
  type(control, mode, insert(mode.field, text));
}

/** The only way to go on is gone at once. */
function complete(control: Control, mode: LineMode, step: 1 | -1): void {
  const next = cycled(mode, step);
  if (mode.offers.offers.length === 0) void askOffers(control, mode, true);
  else if (mode.offers.offers.length === 1) typed(control, taken(next));
  else show(control, next);
}

function type(control: Control, mode: LineMode, field: Field): void {
  typed(control, typedIn(mode, field));
}

/** A line that has another text by hand: what it says holds as it is typed. */
function typed(control: Control, mode: LineMode): void {
  const shown = show(control, mode);
  void askOffers(control, shown);
}

/** Shows the line, and has what it says hold. */
function show(control: Control, mode: LineMode): LineMode {
  const { text } = mode.field;
  const error = mode.purpose === 'filter' ? filterError(control, text) : undefined;
  const shown = { ...mode, error };
  control.store.send({ kind: 'mode', mode: shown });
  if (mode.purpose === 'filter' && error === undefined) applyFilter(control, text);
  if (mode.purpose === 'search') searchFor(control, { text, origin: mode.origin });
  return shown;
}

/** All is again as it was before. */
function leaveLine(control: Control, mode: LineMode): void {
  const { send } = control.store;
  send({ kind: 'mode', mode: mode.below ?? PANES });
  if (mode.purpose === 'filter') {
    applyFilter(control, mode.before, 'now');
    if (mode.origin.run !== undefined) send({ kind: 'runs', event: { kind: 'go', id: mode.origin.run } });
  }
  if (mode.purpose === 'search') undoSearch(control, mode.origin);
}
