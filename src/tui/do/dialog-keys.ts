/** Keys of what lies above the panes. */

import { dialogAction } from '../keys/dialog-keys.ts';
import { editField, insert } from '../state/field.ts';
import { type Mode, PANES } from '../state/mode.ts';
import { carryOut } from './carry-out.ts';
import { columnsKey } from './columns-keys.ts';
import type { Control } from './control.ts';
import { listKey } from './list-keys.ts';
import { pageKey } from './page-keys.ts';

type DialogMode = Exclude<Mode, { kind: 'panes' | 'line' }>;

/** Has the dialog answer to a key. */
export function dialogKey(control: Control, mode: DialogMode, key: string): void {
  if (isClosing(mode, key)) close(control);
  else
    switch (mode.kind) {
      case 'confirm':
        confirmKey(control, mode, key);
        break;
      case 'list':
        listKey(control, mode, key);
        break;
      case 'columns':
        columnsKey(control, mode, key);
        break;
      case 'page':
        pageKey(control, mode, key);
    }
}

/** Has what is pasted typed where something can be. */
export function dialogPaste({ store }: Control, mode: DialogMode, text: string): void {
  if (mode.kind === 'columns' || (mode.kind === 'list' && mode.of === 'help'))
    store.send({ kind: 'mode', mode: { ...mode, field: insert(mode.field, text), cursor: 0, top: 0 } });
  if (mode.kind === 'confirm' && mode.plan.word !== undefined)
    store.send({ kind: 'mode', mode: { ...mode, typed: insert(mode.typed, text) } });
}

function isClosing(mode: DialogMode, key: string): boolean {
  if (mode.kind === 'confirm') return key === 'esc' || key === 'ctrl+c';
  return dialogAction(mode.kind === 'list' ? mode.of : mode.kind, key) === 'close';
}

function close({ store }: Control): void {
  store.send({ kind: 'mode', mode: PANES });
}

/** What is done to many has its word typed; to some, `y` is enough, and all else leaves it. */
function confirmKey(control: Control, mode: Extract<Mode, { kind: 'confirm' }>, key: string): void {
  const { plan, typed } = mode;
  const isTyped = plan.word === undefined ? key === 'y' : key === 'enter' && typed.text.trim() === plan.word;
  const field = plan.word === undefined || key === 'enter' ? undefined : editField(typed, key);
  if (isTyped) carryOut(control, plan);
  else if (field !== undefined) control.store.send({ kind: 'mode', mode: { ...mode, typed: field } });
  else if (['n', 'q', 'enter'].includes(key)) close(control);
}
