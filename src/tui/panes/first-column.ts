/** How wide the first column of a page of rows is: it stays while the others scroll. */

import { unstyled } from '../../view/style.ts';
import { widthOf } from '../../view/width.ts';

const known = new WeakMap<readonly string[], number>();

/** In cells, with the gap behind it; 0 where it would leave less than half of the room. */
export function firstColumn(lines: readonly string[], width: number): number {
  const before = known.get(lines);
  const cells = before ?? measured(lines);
  if (before === undefined) known.set(lines, cells);
  return cells > width / 2 ? 0 : cells;
}

/** Cells are parted by two blanks and more. */
function measured(lines: readonly string[]): number {
  return lines.reduce((widest, line) => {
    const first = /^(\S.*?) {2,}\S/.exec(unstyled(line))?.[1];
    return first === undefined ? widest : Math.max(widest, widthOf(first) + 2);
  }, 0);
}
