/** How many records of each kind go, or come. */
import { EXPERIMENTS, REGISTRY } from '../run/run-ref.ts';

export interface RecordCounts {
  readonly experiments: number;
  /** Registered models. */
  readonly models: number;
}

/** Counts them by their refs. */
export function countRecords(refs: readonly { readonly name: string }[]): RecordCounts {
  const below = (prefix: string) => refs.filter(({ name }) => name.startsWith(prefix)).length;
  return { experiments: below(EXPERIMENTS), models: below(REGISTRY) };
}
