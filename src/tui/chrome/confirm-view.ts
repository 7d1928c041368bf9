/** The question before something is done: what it is, in which commands, and what takes it back. */
import { formatCount } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { cut, styledWidth } from '../../view/width.ts';
import type { Mode } from '../state/mode.ts';
import { printCommand } from '../state/print-command.ts';
import type { Theme } from '../theme.ts';

export interface ConfirmSize {
  readonly width: number;
  readonly height: number;
}

/** So many commands are shown. */
const SHOWN = 8;
/** Lines that are no commands. */
const AROUND = 8;

/** Prints it. */
export function confirmView(
  { plan, typed }: Extract<Mode, { kind: 'confirm' }>,
  { width, height }: ConfirmSize,
  theme: Theme,
): string[] {
  const { style } = theme;
  const shown = Math.max(1, Math.min(SHOWN, height - AROUND));
  const commands = plan.commands.slice(0, shown).map(command => style.dim(cut(printCommand(command), width)));
  const more = plan.commands.length - shown;
  const does = sanitise(plan.does);
  return [
    '',
    style.bold(cut(`${does.charAt(0).toUpperCase()}${does.slice(1)}?`, width)),
    '',
    ...commands,
    ...(more > 0 ? [style.dim(`and ${formatCount(more, 'more command')}`)] : []),
    '',
    cut(plan.undo.length > 0 ? 'u takes it back.' : 'Nothing takes it back.', width),
    '',
    plan.word === undefined
      ? `${theme.key('y')} do it   ${theme.key('n')} or ${theme.key('Esc')} leave it`
      : `Type ${style.bold(plan.word)} and ${theme.key('Enter')}: ${style.underline(cut(sanitise(typed.text), width - 20) || ' ')}`,
  ];
}

/** So wide is what it holds; the width of the question stays as something is typed. */
export function widestLine(lines: readonly string[], least: number): number {
  return lines.reduce((most, line) => Math.max(most, styledWidth(line)), least);
}
