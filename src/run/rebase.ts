/**
 * What was done to a record between two states, done to a third: so changes that were made apart come together. What was
 * left alone stays as it is in the third.
 */

/** Some fields: those of `after` that are not as they were before, the others as they are in `state`. */
export function rebaseFields<Whole extends object, Key extends keyof Whole>(
  [state, before, after]: readonly [Whole, Whole, Whole],
  keys: readonly Key[],
): Pick<Whole, Key> {
  const taken = keys.map(key => [key, same(before[key], after[key]) ? state[key] : after[key]] as const);
  return Object.fromEntries(taken.filter(([, value]) => value !== undefined)) as Pick<Whole, Key>;
}

/** Entries by their keys: those that were set or removed on the way are so; in the order of the keys. */
export function rebaseEntries(
  state: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = new Map(Object.entries(state));
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) entries.delete(key);
  for (const [key, value] of Object.entries(after)) if (before[key] !== value) entries.set(key, value);
  return Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
