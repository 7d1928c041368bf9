/** Characters as people see them, and the cells they take: of most without a look at the tables of Unicode. */
import { graphemesOf, widthOf } from '../../view/width.ts';

/** A character of a text. */
export interface Cluster {
  /** Where it ends, in UTF-16 units. */
  readonly end: number;
  readonly cells: number;
}

/** Latin letters, punctuation, arrows, boxes and blocks, braille; Japanese, Chinese and Korean ones, which are wide. */
const SIMPLE = String.raw`\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f\u2800-\u28ff\ufffd`;
const WIDE = String.raw`\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3`;

/** Stretches of characters that stand by themselves, and of those that may be one with their neighbours. */
const STRETCHES = new RegExp(
  `[${SIMPLE}${WIDE}]+(?=[${SIMPLE}${WIDE}]|$)|[${SIMPLE}${WIDE}]?[^${SIMPLE}${WIDE}]+`,
  'g',
);
const STARTS_SIMPLE = new RegExp(`^[${SIMPLE}${WIDE}]*$`);

/** All of a text, in order; the text is sanitised, and has no styles. */
export function* clustersOf(text: string): Generator<Cluster> {
  let end = 0;
  for (const [stretch] of text.matchAll(STRETCHES)) {
    if (STARTS_SIMPLE.test(stretch)) {
      for (let at = 0; at < stretch.length; at++)
        yield { end: ++end, cells: isWide(stretch.charCodeAt(at)) ? 2 : 1 };
    } else {
      for (const { segment } of graphemesOf(stretch)) {
        end += segment.length;
        yield { end, cells: widthOf(segment) };
      }
    }
  }
}

function isWide(code: number): boolean {
  return code >= 0x3001 && code !== 0xfffd;
}
