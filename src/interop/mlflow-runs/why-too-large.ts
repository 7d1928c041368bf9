/** How much a run may be told of: a record that no reader takes would be a run lost. Pure. */
import { encodeEnvironment, encodeRun } from '../../store/encode.ts';
import { MOST } from '../../store/limits.ts';
import type { PlannedRun } from './plan-run.ts';

/** Says why a run cannot be stored as it is, the end of a sentence that begins with it; undefined where it can. */
export function whyTooLarge({
  run,
  environment,
}: Pick<PlannedRun, 'run' | 'environment'>): string | undefined {
  const record = Buffer.byteLength(encodeRun(run));
  if (record > MOST.run)
    return `is left out: its params, tags and metrics come to ${record} bytes, more than the ${MOST.run} there may be`;
  const beside = Buffer.byteLength(encodeEnvironment(environment));
  if (beside > MOST.list)
    return `is left out: its data sets and models come to ${beside} bytes, more than the ${MOST.list} there may be`;
  return undefined;
}
