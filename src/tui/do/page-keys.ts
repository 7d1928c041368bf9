/** Keys of a page above the panes. */

import { dialogAction } from '../keys/dialog-keys.ts';
import { moveDoc } from '../state/doc.ts';
import type { PageMode } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Control } from './control.ts';
import { openLine } from './open-line.ts';

/** Has the page answer to a key. */
export function pageKey(control: Control, mode: PageMode, key: string): void {
  const { store } = control;
  const action = dialogAction('page', key);
  if (action === undefined) return;
  if (action === 'search') openLine(control, 'search', '', mode);
  else {
    const doc = moveDoc(mode.doc, action, roomOf(store.state()).height);
    store.send({ kind: 'mode', mode: { ...mode, doc } });
  }
}
