/** Which characters take two cells of the modelled terminal, and which none. */
import type { IUnicodeVersionProvider } from '@xterm/headless';
import { widthOf } from '../../../src/view/width.ts';

/** What a character leaves behind for the next. */
const NOTHING = 0;
const JOINS_NEXT = 1;
const HALF_FLAG = 2;

/**
 * Cells as terminals count that know graphemes (kitty, WezTerm, Ghostty, iTerm2), and as the project does: the model's
 * own table ends with Unicode 6, before nearly all emoji.
 */
export function graphemeWidths(): IUnicodeVersionProvider {
  const widths = new Map<number, 0 | 1 | 2>();
  const wcwidth = (code: number) => {
    if (code >= 0x20 && code < 0x7f) return 1;
    const known = widths.get(code);
    if (known !== undefined) return known;
    const width = Math.min(2, widthOf(String.fromCodePoint(code))) as 0 | 1 | 2;
    widths.set(code, width);
    return width;
  };
  return {
    version: 'graphemes',
    wcwidth,
    charProperties(code, preceding) {
      const [before, left] = [(preceding >> 1) & 3, preceding >> 3];
      const joined = (width: number, leaves: number) => (leaves << 3) | (width << 1) | 1;
      if (before > 0) {
        if (code === 0xfe0f) return joined(2, NOTHING);
        if (code === 0x200d) return joined(before, JOINS_NEXT);
        if (left === JOINS_NEXT && isPictographic(code)) return joined(2, NOTHING);
        if (left === HALF_FLAG && isFlagLetter(code)) return joined(2, NOTHING);
        if (before === 2 && code >= 0x1f3fb && code <= 0x1f3ff) return joined(2, NOTHING);
        if (wcwidth(code) === 0) return joined(before, NOTHING);
      }
      return ((isFlagLetter(code) ? HALF_FLAG : NOTHING) << 3) | (wcwidth(code) << 1);
    },
  };
}

function isFlagLetter(code: number): boolean {
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

function isPictographic(code: number): boolean {
  return /\p{Extended_Pictographic}/u.test(String.fromCodePoint(code));
}
