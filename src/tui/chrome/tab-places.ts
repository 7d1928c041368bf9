/** Where the names of the panes stand at the top of the screen. */
import { PANE_NAMES, titleOf } from '../pane-names.ts';

/** Cells between two of them. */
export const GAP = 1;

export interface TabPlace {
  readonly text: string;
  readonly x: number;
  readonly width: number;
}

/** Where each name stands: whole, close to its number where room is scarce, then shorter, at last its number alone. */
export function tabPlaces(width: number): readonly TabPlace[] {
  for (const form of [whole, close, short, number]) {
    const texts = PANE_NAMES.map(form);
    const total = texts.reduce((sum, text) => sum + text.length + GAP, -GAP);
    if (total <= width || form === number) return placed(texts);
  }
  return [];
}

const whole = (name: (typeof PANE_NAMES)[number], at: number) => `${at + 1} ${titleOf(name)}`;
const close = (name: (typeof PANE_NAMES)[number], at: number) => `${at + 1}${titleOf(name)}`;
const short = (name: (typeof PANE_NAMES)[number], at: number) => `${at + 1}${titleOf(name).slice(0, 4)}`;
const number = (_: (typeof PANE_NAMES)[number], at: number) => String(at + 1);

function placed(texts: readonly string[]): TabPlace[] {
  let x = 0;
  return texts.map(text => {
    const place = { text, x, width: text.length };
    x += text.length + GAP;
    return place;
  });
}
