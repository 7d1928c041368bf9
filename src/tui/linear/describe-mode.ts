/** What is said of what opens above the panes: questions, lists, pages. */

import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { DIALOG_KEYS, type DialogName } from '../keys/dialog-keys.ts';
import { printKeyName } from '../keys/keymap.ts';
import type { AppState } from '../state/app.ts';
import { choicesOf } from '../state/columns.ts';
import { entriesOf } from '../state/list.ts';
import type { ColumnsMode, ListEntry, ListMode, Mode } from '../state/mode.ts';
import { printCommand } from '../state/print-command.ts';
import { roomOf } from '../state/room.ts';
import { seenLines } from './seen-lines.ts';

/** Tells it; nothing of a line that is typed. */
export function describeMode(before: Mode, after: Mode, screen: AppState): string[] {
  if (before === after) return [];
  switch (after.kind) {
    case 'panes':
      return before.kind === 'panes' || before.kind === 'line' ? [] : ['closed'];
    case 'line':
      return [];
    case 'confirm':
      return before.kind === 'confirm' ? [] : question(after);
    case 'list':
      return before.kind === 'list' && before.of === after.of ? listMoved(before, after) : listOpened(after);
    case 'columns':
      return before.kind === 'columns' ? columnsMoved(before, after) : columnsOpened(after);
    case 'page': {
      const { height } = roomOf(screen);
      const isSame = before.kind === 'page' && before.title === after.title;
      return isSame
        ? seenLines(before.doc, after.doc, height)
        : [sanitise(after.title), ...seenLines(undefined, after.doc, height), keysOf('page')];
    }
  }
}

function question({ plan }: Extract<Mode, { kind: 'confirm' }>): string[] {
  const { does, commands, undo, word } = plan;
  return [
    `Question: ${sanitise(does)}? That is ${formatCount(commands.length, 'command')}:`,
    ...some(commands.map(printCommand)),
    undo.length > 0 ? 'u takes it back.' : 'Nothing takes it back.',
    word === undefined ? 'y does it, n or Esc leaves it.' : `Type ${word} and Enter to do it, Esc leaves it.`,
  ];
}

/** So many lines of what can be long are said. */
const MOST = 100;

function some(lines: readonly string[]): string[] {
  const more = lines.length - MOST;
  return [...lines.slice(0, MOST), ...(more > 0 ? [`and ${more} more`] : [])];
}

function listOpened(mode: ListMode): string[] {
  const { entries } = mode;
  return [`${sanitise(mode.title)}: ${countOf(entries)}`, ...some(entries.map(printEntry)), keysOf(mode.of)];
}

function listMoved(before: ListMode, after: ListMode): string[] {
  const shown = entriesOf(after);
  const entry = shown[after.cursor];
  if (before.entries !== after.entries) return listOpened(after);
  return [
    ...(before.field.text === after.field.text
      ? []
      : [`${sanitise(after.field.text) || 'all'}: ${countOf(shown)}`]),
    ...(entry === undefined ? [] : [`${after.cursor + 1} of ${shown.length}: ${printEntry(entry)}`]),
  ];
}

function countOf({ length }: readonly ListEntry[]): string {
  return formatCount(length, 'entry', 'entries');
}

function printEntry({ key, name, about, off }: ListEntry): string {
  const parts = [...(key === '' ? [] : [key]), name, ...(about === '' ? [] : [about])].map(part =>
    sanitise(part),
  );
  return `${parts.join(': ')}${off === undefined ? '' : ` (not now: ${sanitise(off)})`}`;
}

function columnsOpened(mode: ColumnsMode): string[] {
  const on = mode.all.filter(({ isOn }) => isOn).map(({ key }) => sanitise(key));
  return [`Columns: ${on.join(', ')}, of ${mode.all.length}`, choiceLine(mode), keysOf('columns')];
}

function columnsMoved(before: ColumnsMode, after: ColumnsMode): string[] {
  const isFound = before.field.text === after.field.text;
  const found = `${sanitise(after.field.text) || 'all'}: ${formatCount(choicesOf(after).length, 'column')}`;
  return [...(isFound ? [] : [found]), choiceLine(after)];
}

function choiceLine(mode: ColumnsMode): string {
  const shown = choicesOf(mode);
  const choice = shown[mode.cursor];
  if (choice === undefined) return 'no such column';
  return `${mode.cursor + 1} of ${shown.length}: ${sanitise(choice.key)}, ${choice.isOn ? 'on' : 'off'}`;
}

/** `Enter do it, Esc close`. */
function keysOf(name: DialogName): string {
  const hints = DIALOG_KEYS[name].flatMap(({ keys: [key], hint }) =>
    key === undefined || hint === undefined ? [] : [`${printKeyName(key)} ${hint}`],
  );
  return `keys: ${hints.join(', ')}`;
}
