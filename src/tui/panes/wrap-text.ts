/** Lines that are too long go on below, where their value began. */

import { unstyled } from '../../view/style.ts';
import { styledWidth, widthOf } from '../../view/width.ts';
import { clustersOf } from '../state/clusters.ts';
import { rowsOf } from '../state/log-text.ts';
import { sliceCells } from '../surface/slice-cells.ts';

/** Wraps a page up to the patch in it: lines of code stay as they are. */
export function wrapPage(text: string, width: number): string {
  const at = PATCH.exec(text)?.index ?? text.length;
  return wrapText(text.slice(0, at), width) + text.slice(at);
}

/** Where Git's own words begin, coloured or not. */
const PATCH = /^(?:\x1b\[[\d;]*m)*diff --git /m;

/** Wraps a text of styled lines at so many cells: between words, and within those that are too long themselves. */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap(line => {
      // Of a value of so many letters nobody reads the words: to look for them would take its time.
      if (line.length > LONGEST) return rowsOf(line, width);
      return styledWidth(line) <= width ? [line] : wrapped(line, width);
    })
    .join('\n');
}

const LONGEST = 4000;

function wrapped(line: string, width: number): string[] {
  const plain = unstyled(line);
  const indent = ' '.repeat(indentOf(plain, width));
  const all = widthOf(plain);
  const wholeCells = wholeCellsOf(line, plain);
  const lines: string[] = [];
  for (let from = 0; from < all; ) {
    const room = Math.max(1, width - (from === 0 ? 0 : indent.length));
    const least = from === 0 ? indent.length : 0;
    const stretch = unstyled(wholeCells(from, from + room + 1));
    const cells = from + room >= all ? room : cellsOf(stretch, room, least);
    const piece = wholeCells(from, from + cells);
    lines.push(from === 0 ? piece : indent + piece);
    from += Math.max(1, styledWidth(piece));
    while (unstyled(wholeCells(from, from + 1)) === ' ') from++;
  }
  return lines;
}

/** Below the value that stands behind a name; below the beginning of a line that has none. */
function indentOf(plain: string, width: number): number {
  const named = widthOf(/^ *\S+(?: \S+)* {2,}(?=\S)/.exec(plain)?.[0] ?? '');
  const blanks = /^ */.exec(plain)?.[0].length ?? 0;
  return named > 0 && named <= width / 2 ? named : Math.min(blanks, width >> 1);
}

/** As many cells as whole words take; all of the room where that is nothing, or a name without its value. */
function cellsOf(stretch: string, room: number, least: number): number {
  const at = stretch.lastIndexOf(' ');
  const words = at < 0 ? 0 : widthOf(stretch.slice(0, at).trimEnd());
  return words > least ? words : room;
}

/** Cuts cells out of a line; a wide character of which only the first half has room is left out: it goes on below. */
function wholeCellsOf(line: string, plain: string): (from: number, to: number) => string {
  const edges = new Set<number>();
  let cells = 0;
  for (const cluster of clustersOf(plain)) {
    edges.add(cells);
    cells += cluster.cells;
  }
  return (from, to) => sliceCells(line, from, edges.has(to) || to >= cells ? to : to - 1);
}
