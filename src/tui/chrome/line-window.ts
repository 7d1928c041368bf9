/** The part of a line that is typed for which there is room. */
import sliceAnsi from 'slice-ansi';
import { sanitise } from '../../view/sanitise.ts';
import { widthOf } from '../../view/width.ts';
import type { LineMode } from '../state/mode.ts';

export interface LineWindow {
  /** Before it: what it is typed for. */
  readonly label: string;
  /** Safe, and not styled. */
  readonly text: string;
  /** The cell of the screen in which a UTF-16 unit of the line stands: that of the cursor, of trouble. */
  cellOf(at: number): number;
}

/** Finds it: all of the line where it fits, else what is around the cursor. */
export function lineWindow({ label, field }: LineMode, columns: number): LineWindow {
  const before = `${label}: `;
  const start = widthOf(before);
  const room = Math.max(1, columns - start - 1);
  const cells = (at: number) => widthOf(sanitise(field.text.slice(0, at)));
  const whole = sanitise(field.text);
  const left = Math.max(0, cells(field.at) - room);
  const text = left === 0 ? sliceAnsi(whole, 0, room + 1) : `…${sliceAnsi(whole, left + 1, left + room + 1)}`;
  return {
    label: before,
    text,
    cellOf: at => start + Math.max(0, Math.min(cells(at) - left, room)),
  };
}
