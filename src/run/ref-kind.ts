/** What a ref below `refs/runs/` is, by its name alone. */
import type { ExperimentId } from './experiment.ts';
import { isRunId, type RunId } from './run-id.ts';
import { EXPERIMENTS, LEDGER, LEDGER_KEEP, runIdOf } from './run-ref.ts';

export type RefKind =
  | { readonly kind: 'run'; readonly id: RunId }
  | { readonly kind: 'experiment'; readonly id: ExperimentId }
  | { readonly kind: 'ledger'; readonly writer: string }
  | { readonly kind: 'keep'; readonly writer: string };

/** Reads a full ref name; undefined for one that this version does not know. */
export function kindOfRef(ref: string): RefKind | undefined {
  const id = runIdOf(ref);
  if (id !== undefined) return { kind: 'run', id };
  const experiment = below(EXPERIMENTS, ref);
  if (/^[a-z2-7]{26}$/.test(experiment)) return { kind: 'experiment', id: experiment as ExperimentId };
  const writer = below(LEDGER, ref);
  if (isRunId(writer)) return { kind: 'ledger', writer };
  const [keeper = '', page = ''] = below(LEDGER_KEEP, ref).split(/\/(.*)/s);
  return isRunId(keeper) && /^\d{1,15}$/.test(page) ? { kind: 'keep', writer: keeper } : undefined;
}

function below(prefix: string, ref: string): string {
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
}
