/**
 * A long series → as many points as a chart can show. Of each column of dots its first, lowest, highest and last point
 * are kept, so that the line is, to the dot, the one that all points would give: Jugel et al., "M4: a
 * visualization-oriented time series data aggregation", PVLDB 7(10), 2014.
 */

/** Points by position: `x` ascends. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Points of a long series lie so close that so many are passed at once: where the last is in a column, all are. */
const AHEAD = 16;

/** Keeps the indices of those points that are seen; `column` says in which column a point lies, or NaN. */
export function seenPoints({ x, y }: Points, column: (x: number) => number): number[] {
  const seen: number[] = [];
  let current = Number.NaN;
  let [first, lowest, highest, known] = [0, 0, 0, 0];
  let [low, high] = [Number.NaN, Number.NaN];
  const flush = (last: number) => {
    if (Number.isNaN(current)) return;
    const [one, other] = lowest < highest ? [lowest, highest] : [highest, lowest];
    seen.push(first);
    if (one !== first) seen.push(one);
    if (other !== one) seen.push(other);
    if (last !== other) seen.push(last);
  };
  for (let at = 0; at < x.length; at++) {
    const value = y[at] as number;
    let here = at < known ? current : Number.NaN;
    if (Number.isNaN(value)) here = Number.NaN;
    else if (Number.isNaN(here)) {
      here = column(x[at] as number);
      const ahead = at + AHEAD;
      known = ahead < x.length && column(x[ahead] as number) === here ? ahead + 1 : 0;
    }
    if (Number.isNaN(here)) {
      flush(at - 1);
      // A gap is a point too: no line goes over it.
      if (!Number.isNaN(current)) seen.push(at);
      current = Number.NaN;
    } else if (here !== current) {
      flush(at - 1);
      current = here;
      [first, lowest, highest] = [at, at, at];
      [low, high] = [value, value];
    } else if (value < low) {
      lowest = at;
      low = value;
    } else if (value > high) {
      highest = at;
      high = value;
    }
  }
  flush(x.length - 1);
  return seen;
}
