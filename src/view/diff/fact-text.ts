/** Two values that differ, in words that tell them apart. */
import type { Leaf } from '../../run/flatten.ts';
import { formatNumber } from '../format.ts';

/** Stands where one side has nothing. */
export const NOTHING = '–';

/** Both as they were written; texts in quotes where the other one is no text, or nothing would be seen of them. */
export function factTexts(a: Leaf | undefined, b: Leaf | undefined): [string, string] {
  const isMixed = a !== undefined && b !== undefined && typeof a.value !== typeof b.value;
  return [factText(a, isMixed), factText(b, isMixed)];
}

/** One value as it was written. */
export function factText(leaf: Leaf | undefined, quoted = false): string {
  if (leaf === undefined) return NOTHING;
  const { value, text } = leaf;
  if (typeof value === 'string' && (quoted || value.trim() !== value || value === ''))
    return JSON.stringify(value);
  return text ?? String(value);
}

/** Two numbers in so many digits that they can be told apart. */
export function distinctNumbers(a: number, b: number): [string, string] {
  const short: [string, string] = [formatNumber(a), formatNumber(b)];
  return short[0] === short[1] && !Object.is(a, b) ? [String(a), String(b)] : short;
}

/** A difference with its sign: `+0.0299`. */
export function signed(difference: number): string {
  return difference > 0 ? `+${formatNumber(difference)}` : formatNumber(difference);
}

/** A share of something as percents with their sign: `+3.2 %`. */
export function percent(share: number): string {
  const percents = share * 100;
  const digits = Math.abs(percents) < 99.95 ? 1 : 0;
  const text = Math.abs(percents) >= 1e6 ? percents.toExponential(0) : percents.toFixed(digits);
  return `${percents > 0 ? '+' : ''}${text} %`;
}
