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

/** Keeps the indices of those points that are seen; `column` says in which column a point lies, or NaN. */
export function seenPoints({ x, y }: Points, column: (x: number) => number): number[] {
  const seen: number[] = [];
  let current = Number.NaN;
  let marks = [0, 0, 0, 0];
  const flush = () => {
    if (Number.isNaN(current)) return;
    const [first = 0, lowest = 0, highest = 0, last = 0] = marks;
    for (const at of [first, ...[lowest, highest].sort((a, b) => a - b), last])
      if (seen.at(-1) !== at) seen.push(at);
  };
  for (let at = 0; at < x.length; at++) {
    const value = y[at] as number;
    const here = Number.isNaN(value) ? Number.NaN : column(x[at] as number);
    if (Number.isNaN(here)) {
      flush();
      // A gap is a point too: no line goes over it.
      if (!Number.isNaN(current)) seen.push(at);
      current = Number.NaN;
    } else if (here !== current) {
      flush();
      current = here;
      marks = [at, at, at, at];
    } else {
      if (value < (y[marks[1] as number] as number)) marks[1] = at;
      if (value > (y[marks[2] as number] as number)) marks[2] = at;
      marks[3] = at;
    }
  }
  flush();
  return seen;
}
