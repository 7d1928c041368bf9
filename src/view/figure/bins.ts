/** Values → the bars of a histogram. */
import { scaleOf } from '../chart/scale.ts';
import { type Column, isWide } from './column.ts';

/** How many numbers lie between two limits. */
export interface Bin {
  readonly from: number;
  /** Excluded, but in the last bin. */
  readonly to: number;
  readonly count: number;
}

/** How often a text is there. */
export interface TextCount {
  readonly text: string;
  readonly count: number;
}

/**
 * The bars of numbers, with round limits and equally wide: on a logarithmic axis where the column is wide. What is not
 * finite has no bar. As many as Sturges says ("The choice of a class interval", 1926) and half as many again, 5 to 30.
 */
export function binsOf(column: Column): Bin[] {
  const isLog = isWide(column);
  const numbers = column.values
    .filter(value => typeof value === 'number' && Number.isFinite(value))
    .map(value => (isLog ? Math.log10(value as number) : (value as number)));
  if (numbers.length === 0) return [];
  const [low, high] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
  const wanted = Math.min(30, Math.max(5, Math.ceil(Math.log2(numbers.length) * 1.5) + 1));
  const limits = roundLimits(low, high, wanted);
  const counts = limits.slice(1).map(() => 0);
  for (const value of numbers) {
    const at = limits.findLastIndex(limit => value >= limit);
    const bin = Math.min(counts.length - 1, Math.max(0, at));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const limit = (at: number) => (isLog ? exact(10 ** (limits[at] as number)) : (limits[at] as number));
  return counts.map((count, at) => ({ from: limit(at), to: limit(at + 1), count }));
}

/** Counts texts, the frequent ones first. */
export function countTexts({ values }: Column): TextCount[] {
  const counts = new Map<string, number>();
  for (const value of values) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
}

/** Ticks of the scale, and one more at each end that has values beyond. */
function roundLimits(low: number, high: number, wanted: number): number[] {
  const ticks = scaleOf(low, high).ticks(wanted * 1.6);
  const [first, second] = [ticks[0] ?? low, ticks[1] ?? high];
  const step = second - first;
  if (ticks.length < 2 || !(step > 0)) return [low, high];
  const last = ticks.at(-1) as number;
  const before = low < first ? [exact(first - step)] : [];
  const after = high > last ? [exact(last + step)] : [];
  return [...before, ...ticks, ...after];
}

/** Of 0.1 + 0.2 nobody wants to see the end. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}
