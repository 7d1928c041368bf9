/** Keys of the choice of columns. */

import { dialogAction } from '../keys/dialog-keys.ts';
import { choicesOf, chosenColumns, reordered, toggled } from '../state/columns.ts';
import { editField } from '../state/field.ts';
import { movedIn } from '../state/list.ts';
import { type ColumnsMode, PANES } from '../state/mode.ts';
import { roomOf } from '../state/room.ts';
import type { Control } from './control.ts';

/** Has the choice answer to a key; other letters are typed, to find a column. */
export function columnsKey({ store }: Control, mode: ColumnsMode, key: string): void {
  const show = (next: ColumnsMode) => store.send({ kind: 'mode', mode: next });
  const extent = { length: choicesOf(mode).length, height: roomOf(store.state()).height };
  const take = (columns: readonly string[] | undefined) => {
    store.send({ kind: 'mode', mode: PANES });
    store.send({ kind: 'runs', event: { kind: 'wish', wish: { columns } } });
  };
  const action = dialogAction('columns', key);
  switch (action) {
    case undefined: {
      const field = editField(mode.field, key);
      if (field !== undefined) show({ ...mode, field, cursor: 0, top: 0 });
      return;
    }
    case 'toggle':
      show(toggled(mode));
      return;
    case 'move-up':
    case 'move-down':
      show(reordered(mode, action === 'move-up' ? -1 : 1));
      return;
    case 'choose':
      take(chosenColumns(mode));
      return;
    case 'automatic':
      take(undefined);
      return;
    default:
      show(movedIn(mode, action, extent));
  }
}
