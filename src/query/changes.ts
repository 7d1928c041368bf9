/** Two records of anything, side by side: the shape of every comparison. */
import { compareText } from './sort.ts';

/** `removed`: only the first has it; `added`: only the second. */
export type ChangeState = 'same' | 'changed' | 'added' | 'removed';

/** What two records have under one key, absent where that one has nothing. */
export interface Change<T> {
  readonly key: string;
  readonly state: ChangeState;
  readonly a?: T;
  readonly b?: T;
}

/** Compares two records, by key in the order of code points. Keys are the users', and may be called anything. */
export function changes<T>(
  a: Iterable<readonly [string, T]>,
  b: Iterable<readonly [string, T]>,
  isSame: (a: T, b: T) => boolean,
): Change<T>[] {
  const [before, after] = [new Map(a), new Map(b)];
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).map(key => {
    if (!before.has(key)) return { key, state: 'added', b: after.get(key) as T };
    if (!after.has(key)) return { key, state: 'removed', a: before.get(key) as T };
    const [one, other] = [before.get(key) as T, after.get(key) as T];
    return { key, state: isSame(one, other) ? 'same' : 'changed', a: one, b: other };
  });
}

/** Those that are not the same. */
export function differing<C extends Change<unknown>>(all: readonly C[]): C[] {
  return all.filter(({ state }) => state !== 'same');
}
