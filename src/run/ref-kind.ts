/** What a ref below `refs/runs/` is, by its name alone. */
import type { ExperimentId } from './experiment.ts';
import type { RegisteredModelId } from './registered-model.ts';
import { isRunId, type RunId } from './run-id.ts';
import { EXPERIMENTS, LEDGER, LEDGER_KEEP, REGISTRY, runIdOf } from './run-ref.ts';

export type RefKind =
  | { readonly kind: 'run'; readonly id: RunId }
  | { readonly kind: 'experiment'; readonly id: ExperimentId }
  | { readonly kind: 'model'; readonly id: RegisteredModelId }
  | { readonly kind: 'ledger'; readonly writer: string }
  | { readonly kind: 'keep'; readonly writer: string };

/** Reads a full ref name; undefined for one that this version does not know. */
export function kindOfRef(ref: string): RefKind | undefined {
  const id = runIdOf(ref);
  if (id !== undefined) return { kind: 'run', id };
  const experiment = below(EXPERIMENTS, ref);
  if (isNameId(experiment)) return { kind: 'experiment', id: experiment as ExperimentId };
  const model = below(REGISTRY, ref);
  if (isNameId(model)) return { kind: 'model', id: model as RegisteredModelId };
  const writer = below(LEDGER, ref);
  if (isRunId(writer)) return { kind: 'ledger', writer };
  const [keeper = '', page = ''] = below(LEDGER_KEEP, ref).split(/\/(.*)/s);
  return isRunId(keeper) && /^\d{1,15}$/.test(page) ? { kind: 'keep', writer: keeper } : undefined;
}

/** Whether it is made of a name, as ids of experiments and registered models are. */
function isNameId(text: string): boolean {
  return /^[a-z2-7]{26}$/.test(text);
}

function below(prefix: string, ref: string): string {
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
}
