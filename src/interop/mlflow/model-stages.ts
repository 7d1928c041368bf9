/** Stages of versions of registered models. */
import { invalid } from './errors.ts';

export const NO_STAGE = 'None';
export const ARCHIVED = 'Archived';
const ACTIVE = ['Staging', 'Production'] as const;
const STAGES: readonly string[] = [NO_STAGE, ...ACTIVE, ARCHIVED];

/** A stage as it is kept, of one in any case. Throws MlflowError. */
export function readStage(text: string): string {
  const found = STAGES.find(stage => stage.toLowerCase() === text.toLowerCase());
  if (found === undefined)
    throw invalid(`Invalid Model Version stage: ${text}. Value must be one of ${STAGES.join(', ')}.`);
  return found;
}

/** Throws MlflowError where a version that comes into a stage does not put others out of it. */
export function checkArchives(text: string): void {
  if (ACTIVE.some(stage => stage === readStage(text))) return;
  const active = ACTIVE.map(stage => `'${stage}'`).join(', ');
  throw invalid(
    `Model version transition cannot archive existing model versions because '${text}' is not an Active stage. Valid stages are [${active}]`,
  );
}
