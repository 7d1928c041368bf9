/** The kinds of records there are. */
import { EXPERIMENT } from './experiment-kind.ts';
import { MODEL } from './model-kind.ts';
import type { RecordKind } from './record-kind.ts';

export const RECORD_KINDS: readonly RecordKind[] = [EXPERIMENT, MODEL];

/** The kind of record that a ref is of; undefined for other refs. */
export function recordKindOf(ref: string): RecordKind | undefined {
  return RECORD_KINDS.find(({ prefix }) => ref.startsWith(prefix));
}
