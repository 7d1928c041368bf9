/** Which keys any run has, of those that go by. */
import type { Scalar } from '../run/param.ts';

export interface SeenKeys<K> {
  /** Notes what a run has under the keys, in their order. */
  note(values: readonly (Scalar | undefined)[]): void;
  /** The keys that no run had; none where there was no run. */
  idle(): K[];
}

/** Watches for keys. */
export function seenKeys<K>(keys: readonly K[]): SeenKeys<K> {
  const found = keys.map(() => false);
  let isAny = false;
  return {
    note(values) {
      isAny = true;
      for (let at = 0; at < found.length; at++) found[at] ||= values[at] !== undefined;
    },
    idle: () => (isAny ? keys.filter((_, at) => !found[at]) : []),
  };
}
