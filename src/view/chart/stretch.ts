/** A stretch of a curve: what is to be seen of it when one looks closer. */

/** Points by position, in columns that are not copied when they are cut. */
export interface Columns {
  /** Ascends. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** The points from `left` to `right`, and with `around` the next one on either side, to which lines lead. */
export function stretchOf({ x, y }: Columns, left: number, right: number, around = false): Columns {
  const more = around ? 1 : 0;
  const from = Math.max(0, firstFrom(x, left) - more);
  const to = Math.min(x.length, firstBehind(x, right) + more);
  return { x: x.subarray(from, to), y: y.subarray(from, to) };
}

/** The place of the first value that is not below another one. */
export function firstFrom(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the first value that is above another one. */
export function firstBehind(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
