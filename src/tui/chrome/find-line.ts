/** The line of a window in which is typed what to find. */
import { sanitise } from '../../view/sanitise.ts';
import { cut } from '../../view/width.ts';
import type { Field } from '../state/field.ts';
import type { Theme } from '../theme.ts';

/** Prints it, the place of the next letter marked. */
export function findLine({ text, at }: Field, width: number, theme: Theme): string {
  const label = theme.key('find: ');
  if (text === '') return label + theme.cursor(' ') + theme.style.dim(' type a few letters');
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1) || ' ', text.slice(at + 1)];
  const shown = cut(sanitise(text), width - 8);
  if (shown !== text) return label + shown;
  return label + before + theme.cursor(here) + after;
}
