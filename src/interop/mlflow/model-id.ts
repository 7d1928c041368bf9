/**
 * Ids of logged models: `m-`, the id of the run that a model belongs to, and which of its models it is. So a model is
 * found with no list of all models.
 */
import { parseRunId, type RunId } from '../../run/run-id.ts';

export type ModelId = string & { readonly __brand: 'ModelId' };

/** The id of a run's model of a number, from 0. */
export function modelId(run: RunId, number: number): ModelId {
  return `m-${run}${number.toString(36).padStart(6, '0')}` as ModelId;
}

/** Undefined where a text is no id of a model of ours. */
export function parseModelId(text: string): ModelId | undefined {
  return /^m-[0-9a-z]{32}$/.test(text) && parseRunId(text.slice(2, 28)) !== undefined
    ? (text as ModelId)
    : undefined;
}

/** The run that a model belongs to. */
export function runOfModel(id: ModelId): RunId {
  return parseRunId(id.slice(2, 28)) as RunId;
}
