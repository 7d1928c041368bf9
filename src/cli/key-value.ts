/** `key=value` words of the command line. */
import { UsageError } from '../run/errors.ts';

/** Reads `key=value` words; the last one of a key counts. Throws UsageError naming the option. */
export function keyValues(words: readonly string[], option: string): Record<string, string> {
  const pairs: Record<string, string> = Object.create(null);
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 1) throw new UsageError(`${option} needs key=value, not '${word}'`);
    pairs[word.slice(0, equals)] = word.slice(equals + 1);
  }
  return pairs;
}
