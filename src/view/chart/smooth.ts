/** Smoothing, as TensorBoard has it: an exponential moving average that is not drawn to zero at its start. */

/** Smooths by a weight of what came before, from 0 up to below 1. NaN stays, and is not part of the average. */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const out = new Float64Array(values.length);
  let sum = 0;
  let share = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (!Number.isFinite(value)) {
      out[at] = value;
      continue;
    }
    sum = sum * weight + value * (1 - weight);
    share = share * weight + (1 - weight);
    out[at] = sum / share;
  }
  return out;
}
