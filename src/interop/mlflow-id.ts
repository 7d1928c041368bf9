/**
 * The ids of MLflow's runs and ours. A run of ours has, to MLflow, the bits of its own id. A run of MLflow's gets an id
 * of the time it began and of a digest of its MLflow id: the same one in every clone, and found by the MLflow id alone.
 */
import { createHash } from 'node:crypto';
import { base32, hexOfId, idOfHex, MLFLOW_RUN_ID } from '../run/hex-id.ts';
import type { ModelVersionId } from '../run/registered-model.ts';
import { type EventId, type RunId, timeOf } from '../run/run-id.ts';

const TIME_DIGITS = 10;
const END_DIGITS = 16;

/** How far, in ms, the start of a run of ours may be from the time of its id. */
const CLOSE = 60_000;

/** The latest time that an id can have, in ms since 1970. */
export const LATEST = 2 ** 48 - 1;

/** Our id of a run of MLflow's that began at a time (ms since 1970). */
export function runIdOfMlflow(mlflowId: string, started: number): RunId {
  const own = idOfHex(mlflowId);
  if (own !== undefined && Math.abs(timeOf(own) - started) <= CLOSE) return own;
  return idAt(started, endOfMlflow(mlflowId)) as RunId;
}

/** The last characters of our id of a run of MLflow's, whenever it began. */
export function endOfMlflow(mlflowId: string): string {
  return digest(`mlflow run ${mlflowId}`);
}

/** What MLflow calls a run: as it did before the run was brought here, which its id vouches for, else by the bits of its id. */
export function mlflowIdOf(id: RunId, tags: Readonly<Record<string, string>>): string {
  const kept = Object.hasOwn(tags, MLFLOW_RUN_ID) ? (tags[MLFLOW_RUN_ID] as string) : '';
  return isMlflowRunId(kept) && id.endsWith(endOfMlflow(kept)) ? kept : hexOfId(id);
}

/** The id of the edit that MLflow's deletion of a run comes to. */
export function deletionId(mlflowId: string, time: number): EventId {
  return idAt(time, digest(`mlflow deletion ${mlflowId}`)) as EventId;
}

/** Whether MLflow may call a run so. */
export function isMlflowRunId(text: string): boolean {
  return /^[a-zA-Z0-9][\w-]{0,255}$/.test(text);
}

/** Our id of a version of a registered model of MLflow's, which was made at a time (ms since 1970): in every clone the same. */
export function versionIdOfMlflow(model: string, number: number, made: number): ModelVersionId {
  return idAt(made, digest(`mlflow version ${number} of ${model}`)) as ModelVersionId;
}

function idAt(time: number, end: string): string {
  return base32(BigInt(Math.min(Math.max(Math.trunc(time), 0), LATEST)), TIME_DIGITS) + end;
}

function digest(text: string): string {
  const hex = createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, (END_DIGITS * 5) / 4);
  return base32(BigInt(`0x${hex}`), END_DIGITS);
}
