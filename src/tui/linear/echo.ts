/** What is typed, as a terminal would echo it: letters as they come, and the line anew where it changes otherwise. */
import { sanitise } from '../../view/sanitise.ts';
import type { Mode } from '../state/mode.ts';

/** The text to be written, without an end of the line where it is still typed. */
export function echo(before: Mode, after: Mode): string {
  const [old, now] = [typedIn(before), typedIn(after)];
  if (now === undefined) return old === undefined ? '' : '\n';
  if (old === undefined || old.label !== now.label)
    return `${old === undefined ? '' : '\n'}${now.label}${now.text}`;
  if (old.text === now.text) return '';
  return now.text.startsWith(old.text) ? now.text.slice(old.text.length) : `\n${now.label}${now.text}`;
}

function typedIn(mode: Mode): { readonly label: string; readonly text: string } | undefined {
  if (mode.kind === 'line') return { label: `${mode.label}: `, text: sanitise(mode.field.text) };
  if (mode.kind !== 'confirm' || mode.plan.word === undefined) return undefined;
  return { label: `${mode.plan.word}? `, text: sanitise(mode.typed.text) };
}
