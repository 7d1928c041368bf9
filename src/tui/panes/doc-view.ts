/** A page of text as lines of the screen: so far down, so far to the right, matches marked. */

import { unstyled } from '../../view/style.ts';
import { cut, styledWidth } from '../../view/width.ts';
import type { DocState } from '../state/doc.ts';
import { sliceCells } from '../surface/slice-cells.ts';
import type { Theme } from '../theme.ts';

export interface DocSize {
  readonly width: number;
  readonly height: number;
  /** Whether it has the keys; a page without a cursor looks the same. */
  readonly hasFocus?: boolean;
  /** Cells of a first column that stays while the others scroll. */
  readonly fixed?: number;
}

/** Prints a page; what is missing yet, or went wrong, in its place. */
export function docView(doc: DocState, size: DocSize, theme: Theme): string[] {
  const { width, height } = size;
  if (doc.trouble !== undefined)
    return ['', ...doc.trouble.split('\n').map(line => theme.error(cut(`  ${line}`, width)))];
  if (doc.lines.length === 0) return doc.isLoading ? ['', theme.style.dim('  reading …')] : [];
  return doc.lines.slice(doc.top, doc.top + height).map((line, at) => {
    const shown = stretchOf(line, doc.left, size);
    if (doc.top + at === doc.hit) return marked(shown, doc.search, theme);
    if (doc.top + at !== doc.cursor) return shown;
    const whole = shown + ' '.repeat(Math.max(0, width - styledWidth(shown)));
    return size.hasFocus ? theme.cursor(whole) : theme.faint(whole);
  });
}

/** The part of a line that is seen. What is no wider than the first column stays with it. */
function stretchOf(line: string, left: number, { width, fixed = 0 }: DocSize): string {
  const has = styledWidth(line);
  if (left === 0 || has <= fixed) return has > width ? sliceCells(line, 0, width) : line;
  const isRow = fixed > 0 && /\S {2,}\S/.test(unstyled(line));
  if (!isRow) return sliceCells(line, left, left + width);
  return sliceCells(line, 0, fixed) + sliceCells(line, fixed + left, left + width);
}

/** The line of a match: its colours give way to the mark. */
function marked(line: string, search: string, theme: Theme): string {
  const plain = unstyled(line);
  const at = plain.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0 || search === '') return line;
  return (
    plain.slice(0, at) + theme.match(plain.slice(at, at + search.length)) + plain.slice(at + search.length)
  );
}
