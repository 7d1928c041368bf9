/** The choice of columns as lines. */
import { sanitise } from '../../view/sanitise.ts';
import { cut, pad } from '../../view/width.ts';
import { choicesOf } from '../state/columns.ts';
import type { ColumnsMode } from '../state/mode.ts';
import { follow } from '../state/move.ts';
import type { Theme } from '../theme.ts';
import { findLine } from './find-line.ts';
import type { ListSize } from './list-view.ts';

/** Prints it, always as high: it does not jump while one types. */
export function columnsView(mode: ColumnsMode, { width, height }: ListSize, theme: Theme): string[] {
  const choices = choicesOf(mode);
  const rows = Math.max(1, Math.min(height - 2, mode.all.length));
  const top = follow(mode.cursor, mode.top, { length: choices.length, height: rows });
  const lines = choices.slice(top, top + rows).map(({ key, isOn }, at) => {
    const text = pad(cut(sanitise(key), width - 4), width - 4);
    const line = isOn ? `${theme.marked('[x]')} ${text}` : `[ ] ${theme.style.dim(text)}`;
    return top + at === mode.cursor ? theme.cursor(line) : line;
  });
  if (choices.length === 0) lines.push(theme.style.dim(cut('No run has anything like that.', width)));
  return [findLine(mode.field, width, theme), '', ...lines, ...Array<string>(rows - lines.length).fill('')];
}
