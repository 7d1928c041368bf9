/** Keys of a list: what is chosen, and what is done with it. */

import type { Action } from '../keys/bindings.ts';
import { dialogAction } from '../keys/dialog-keys.ts';
import { editField } from '../state/field.ts';
import { entriesOf, entryAt, movedIn } from '../state/list.ts';
import { type ListMode, PANES } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Control } from './control.ts';
import { viewsMode } from './lists.ts';
import { openLine } from './open-line.ts';
import { perform } from './perform.ts';
import { pageOf } from './run-command.ts';
import { chooseView, deleteView } from './saved-views.ts';

/** Has the list answer to a key; of the help letters are typed, to find what can be done. */
export function listKey(control: Control, mode: ListMode, key: string): void {
  const { store } = control;
  const action = dialogAction(mode.of, key);
  const field = action === undefined && mode.of === 'help' ? editField(mode.field, key) : undefined;
  if (field !== undefined) store.send({ kind: 'mode', mode: { ...mode, field, cursor: 0, top: 0 } });
  switch (action) {
    case undefined:
      return;
    case 'choose':
      choose(control, mode);
      return;
    case 'save':
      openLine(control, 'view', '');
      return;
    case 'delete': {
      const entry = entryAt(mode);
      if (entry === undefined) return;
      deleteView(control, entry.id);
      const left = viewsMode(store.state().views);
      store.send({
        kind: 'mode',
        mode: movedIn({ ...left, cursor: mode.cursor - 1 }, 'down', extentOf(left)),
      });
      return;
    }
    default:
      store.send({ kind: 'mode', mode: movedIn(mode, action, extentOf(mode)) });
  }

  function extentOf(of: ListMode) {
    return { length: entriesOf(of).length, height: roomOf(store.state()).height };
  }
}

function choose(control: Control, mode: ListMode): void {
  const { store } = control;
  const entry = entryAt(mode);
  if (entry === undefined) return;
  if (entry.off !== undefined) {
    store.send({ kind: 'notice', notice: { text: entry.off, tone: 'bad' } });
    return;
  }
  store.send({ kind: 'mode', mode: PANES });
  switch (mode.of) {
    case 'help':
      perform(control, entry.id as Action);
      return;
    case 'views':
      chooseView(control, entry.id);
      return;
    case 'history': {
      const done = store.state().done[Number(entry.id)];
      if (done !== undefined)
        store.send({ kind: 'mode', mode: pageOf(done.plan.does, done.said || 'it said nothing') });
    }
  }
}
