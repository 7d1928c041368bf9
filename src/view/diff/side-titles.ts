import type { Side } from '../../query/side.ts';
import { shortId } from '../../run/run-id.ts';
import { sanitise } from '../sanitise.ts';
import { widthOf } from '../width.ts';

/** Cells; a longer name would push the columns of all apart. */
const LONGEST = 24;

/** What sides are called above their columns: by their names, or by their ids where a name is long, or that of two. */
export function sideTitles(sides: readonly Side[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of sides) counts.set(name, (counts.get(name) ?? 0) + 1);
  return sides.map(({ name, id }) => {
    const isClear = counts.get(name) === 1 && widthOf(sanitise(name)) <= LONGEST;
    return isClear || id === undefined ? name : shortId(id);
  });
}
