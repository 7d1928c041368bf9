/** Opens what is chosen from: keys, columns, saved views, what was done. */

import { bindingsIn, printKeyName } from '../keys/keymap.ts';
import { titleOf } from '../pane-names.ts';
import { columnsMode } from '../state/columns.ts';
import { EMPTY_FIELD } from '../state/field.ts';
import type { ListEntry, ListMode } from '../state/mode.ts';
import type { Done } from '../state/plan.ts';
import { printCommand } from '../state/print-command.ts';
import { printView, type SavedView } from '../state/views.ts';
import type { Control } from './control.ts';
import { whyNot } from './why-not.ts';

/** Every key of the pane with the focus, and of all panes. */
export function openHelp({ store, keymap }: Control): true {
  const state = store.state();
  const entries = bindingsIn(keymap, state.focus).map(
    ({ action, scope, keys, does }): ListEntry => ({
      id: action,
      group: scope === 'everywhere' ? 'Everywhere' : titleOf(scope),
      key: keys.map(printKeyName).join(' '),
      name: action,
      about: does,
      off: whyNot(state, keymap, action),
    }),
  );
  store.send({ kind: 'mode', mode: listOf('help', `Keys of ${titleOf(state.focus)}`, entries) });
  return true;
}

export function openColumns({ store }: Control): true {
  store.send({ kind: 'mode', mode: columnsMode(store.state().runs) });
  return true;
}

export function openViews({ store }: Control): true {
  store.send({ kind: 'mode', mode: viewsMode(store.state().views) });
  return true;
}

/** The list of the saved views. */
export function viewsMode(views: readonly SavedView[]): ListMode {
  const entries = views.map(view => ({
    id: view.name,
    group: '',
    key: '',
    name: view.name,
    about: printView(view),
    off: undefined,
  }));
  return listOf('views', 'Saved views', entries);
}

export function openHistory({ store }: Control): true {
  const entries = store.state().done.map(entryOfDone);
  store.send({ kind: 'mode', mode: listOf('history', 'What was done', entries) });
  return true;
}

function entryOfDone({ plan, exitCode, isUndone }: Done, at: number): ListEntry {
  const commands = plan.commands.map(printCommand).join('; ');
  return {
    id: String(at),
    group: '',
    key: exitCode !== 0 ? `✗ ${exitCode}` : isUndone ? '↶ undone' : '✓',
    name: plan.does,
    about: commands === plan.does ? '' : commands,
    off: undefined,
  };
}

function listOf(of: ListMode['of'], title: string, entries: readonly ListEntry[]): ListMode {
  return { kind: 'list', of, title, entries, field: EMPTY_FIELD, cursor: 0, top: 0 };
}
