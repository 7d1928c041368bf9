/** Coarser forms of a long curve: to draw all of a million points again with each key takes too long. */
import { type Columns, stretchOf } from './stretch.ts';

/** So many neighbours become two, the lowest and the highest of them; a gap among them stays one. */
const TOGETHER = 8;
/** As many points tell every column of dots of a wide screen apart, ten times over. */
const ENOUGH = 8192;

/** The curve, then forms of it each a quarter as long, down to one that is short enough to be drawn in no time. */
export function coarseForms(curve: Columns): readonly Columns[] {
  const forms = [curve];
  for (let last = curve; last.x.length > ENOUGH; forms.push(last)) {
    const next = coarser(last);
    // Where there is a gap at every other point, nothing is gained.
    if (next.x.length > last.x.length / 2) break;
    last = next;
  }
  return forms;
}

/** The finest form that is short enough, from `left` to `right` and with the next point on either side. */
export function enoughOf(forms: readonly Columns[], left: number, right: number): Columns {
  let found: Columns | undefined;
  for (const form of forms) {
    found = stretchOf(form, left, right, true);
    if (found.x.length <= ENOUGH) break;
  }
  return found ?? { x: new Float64Array(), y: new Float64Array() };
}

function coarser({ x, y }: Columns): Columns {
  const room = Math.ceil(x.length / TOGETHER) * 3;
  const to = { x: new Float64Array(room), y: new Float64Array(room) };
  let count = 0;
  const keep = (at: number) => {
    to.x[count] = x[at] as number;
    to.y[count++] = y[at] as number;
  };
  for (let from = 0; from < x.length; from += TOGETHER) {
    let [lowest, highest, gap] = [-1, -1, -1];
    const end = Math.min(from + TOGETHER, x.length);
    for (let at = from; at < end; at++) {
      const value = y[at] as number;
      if (Number.isNaN(value)) gap = at;
      else {
        if (lowest < 0 || value < (y[lowest] as number)) lowest = at;
        if (highest < 0 || value > (y[highest] as number)) highest = at;
      }
    }
    // The lowest is the highest too where all are the same.
    for (const at of new Set([lowest, highest, gap].sort((a, b) => a - b))) if (at >= 0) keep(at);
  }
  return { x: to.x.subarray(0, count), y: to.y.subarray(0, count) };
}
