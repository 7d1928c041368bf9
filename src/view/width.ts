/** Text measured and cut in terminal cells: wide characters count two, combining marks none. */

import { eastAsianWidth } from 'get-east-asian-width';
import { unstyled } from './style.ts';

/**
 * Unicode's classes and graphemes take 20 ms to load: plain text, nearly all there is, is measured without them, and so are
 * the signs that our own lists have (– · × ▲ ▸ ▼ ▾ ● ★ ‹ › …), a cell each.
 */
const PLAIN = /^[\x20-\x7e\u2026\u2013\u00b7\u00d7\u2039\u203a\u25b2\u25b8\u25bc\u25be\u25cf\u2605]*$/;

/** How many terminal cells a sanitised, unstyled text takes. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let cells = 0;
  for (const { segment } of graphemesOf(text)) cells += cellsOf(segment);
  return cells;
}

/** How many cells a styled text takes. */
export function styledWidth(text: string): number {
  return widthOf(unstyled(text));
}

/** How many cells the widest of some unstyled texts takes; 0 where there is none. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}

/**
 * As terminals count: each code point that is no mark by its East_Asian_Width (https://www.unicode.org/reports/tr11),
 * so that a cluster of Devanagari or Thai takes the cells of its letters and spacing vowels; emoji by how they are shown.
 */
function cellsOf(grapheme: string): number {
  if (/\ufe0f|\p{Emoji_Presentation}/u.test(grapheme)) return 2;
  let cells = 0;
  for (const char of grapheme)
    if (!WITHOUT_CELL.test(char)) cells += eastAsianWidth(char.codePointAt(0) as number);
  return cells;
}

/** Marks above, below and around a letter; what is invisible; the vowels and finals of a Hangul syllable. */
const WITHOUT_CELL =
  /^[\p{Default_Ignorable_Code_Point}\p{Mn}\p{Me}\p{Cc}\p{Cs}\u1160-\u11ff\ud7b0-\ud7ff]$/u;

let segmenter: Intl.Segmenter | undefined;

/** Characters as people see them. */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Cuts a text to at most so many cells, with `…` where something went. Never cuts a character in two. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width < 1) return '';
  if (PLAIN.test(text)) return `${text.slice(0, width - 1)}…`;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemesOf(text)) {
    used += widthOf(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Pads a text with spaces to so many cells; a right-aligned one is padded on the left. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? text + spaces : spaces + text;
}
