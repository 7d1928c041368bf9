/** The last line of the screen while something is open: its keys, or what is wrong with what is typed, at its place. */
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, widthOf } from '../../view/width.ts';
import { DIALOG_KEYS, type DialogBinding, lineKeys } from '../keys/dialog-keys.ts';
import { printKeyName } from '../keys/keymap.ts';
import type { AppState } from '../state/app.ts';
import { troubleIn } from '../state/line.ts';
import type { LineMode } from '../state/mode.ts';
import type { Theme } from '../theme.ts';
import { SEPARATOR } from './hints.ts';
import { lineWindow } from './line-window.ts';

/** Prints it; undefined where nothing is open. */
export function modeLine(app: AppState, width: number, theme: Theme): string | undefined {
  const { mode } = app;
  switch (mode.kind) {
    case 'panes':
      return undefined;
    case 'confirm':
      return '';
    case 'line':
      return troubleLine(mode, width, theme) ?? foundLine(app, mode, width, theme);
    default:
      return keysLine(DIALOG_KEYS[mode.kind === 'list' ? mode.of : mode.kind], width, theme);
  }
}

/** A caret below the place; what is only not finished yet is told calmly. */
function troubleLine(mode: LineMode, width: number, theme: Theme): string | undefined {
  const error = troubleIn(mode);
  if (error === undefined) return undefined;
  const paint = error.at >= mode.field.text.trimEnd().length ? theme.style.dim : theme.error;
  const x = lineWindow(mode, width).cellOf(error.at);
  const message = sanitise(error.message);
  const isBehind = x + 2 + widthOf(message) <= width || x < width / 2;
  if (isBehind) return ' '.repeat(x) + paint(cut(`^ ${message}`, width - x));
  const before = cut(message, x - 1);
  return ' '.repeat(x - 1 - widthOf(before)) + paint(`${before} ^`);
}

function foundLine(app: AppState, mode: LineMode, width: number, theme: Theme): string {
  const found = mode.purpose === 'search' ? foundText(app, mode) : '';
  const room = width - (found === '' ? 0 : widthOf(found) + SEPARATOR.length);
  const keys = keysLine(lineKeys(mode.purpose, mode.chosen !== undefined), room, theme);
  return found === '' ? keys : `${theme.style.bold(found)}${SEPARATOR}${keys}`;
}

/** How often it is there, as far as that is known. */
function foundText({ focus, runs, docs }: AppState, { below, field }: LineMode): string {
  if (field.text.trim() === '') return '';
  const doc = below?.doc ?? (Object.hasOwn(docs, focus) ? docs[focus as keyof typeof docs] : undefined);
  if (doc !== undefined) return doc.hit === undefined ? 'it is not there' : '';
  if (focus !== 'runs' || runs.search === undefined) return '';
  return formatCount(runs.search.hits.size, 'run');
}

function keysLine(bindings: readonly DialogBinding[], width: number, theme: Theme): string {
  const shown: string[] = [];
  let used = 0;
  for (const { keys, hint } of bindings) {
    if (hint === undefined) continue;
    const key = printKeyName(keys[0] ?? '');
    used += widthOf(`${key} ${hint}`) + (shown.length > 0 ? SEPARATOR.length : 0);
    if (used > width) break;
    shown.push(`${theme.key(key)} ${theme.style.dim(hint)}`);
  }
  return shown.join(SEPARATOR);
}
