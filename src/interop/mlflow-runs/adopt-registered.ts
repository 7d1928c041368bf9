/** Registered models of MLflow's → records here, when their runs are here. */
import type { ImportedModel, Loss } from '../../run/import-report.ts';
import { ModelExistsError, RecordFullError } from '../../run/record-errors.ts';
import type { RegisteredModel, RegisteredModelId } from '../../run/registered-model.ts';
import type { RunId } from '../../run/run-id.ts';
import { MODEL } from '../../store/model-kind.ts';
import { changeRecord, createRecord, listRecords, type RecordWrite } from '../../store/records.ts';
import { openLocations } from './find-locations.ts';
import type { MlflowRegistered } from './mlflow-registered.ts';
import { findHere, isSame, planRegistered } from './plan-registered.ts';
import type { RunStore } from './run-store.ts';
import { soundRegistered } from './sound-registered.ts';

export interface AdoptRegistered extends RecordWrite {
  readonly dryRun: boolean;
  /** Whether only models are wanted that have a version of a run that is here. */
  readonly isPart: boolean;
  /** Our id of a run that is here, by MLflow's. */
  idOf(mlflowId: string): RunId | undefined;
}

/** Brings them; those that are here as they are there are left alone, and so are those that were deleted here. */
export async function adoptRegistered(
  found: ReturnType<RunStore['registered']>,
  request: AdoptRegistered,
): Promise<{ readonly models: readonly ImportedModel[]; readonly losses: readonly Loss[] }> {
  const { repository, dryRun, isPart, idOf } = request;
  const [models, losses]: [ImportedModel[], Loss[]] = [[], []];
  const locations = openLocations(repository, idOf);
  let known: readonly RegisteredModel[] | undefined;

  async function take(there: MlflowRegistered): Promise<void> {
    known ??= await listRecords(repository, MODEL);
    const here = findHere(known, there);
    if (here?.removed && isSame(here, there)) return;
    const places = new Map<number, string>();
    for (const version of there.versions) {
      const location = await locations.of(version);
      if (location !== undefined) places.set(version.number, location);
    }
    const planned = planRegistered(there, here, places);
    if (planned === undefined) return;
    const { model, added } = planned;
    if (!dryRun && here === undefined)
      await createRecord(request, MODEL, model.name, id => ({ ...model, id: id as RegisteredModelId }));
    if (!dryRun && here !== undefined)
      await changeRecord(request, MODEL, here.id, now => planRegistered(there, now, places)?.model ?? now);
    models.push({ name: model.name, versions: added });
    losses.push(...planned.losses);
  }

  for await (const given of found) {
    const { model, losses: damages } = soundRegistered(given);
    if (model === undefined) losses.push(...damages);
    else if (!isPart || model.versions.some(({ run }) => run !== undefined && idOf(run) !== undefined)) {
      losses.push(...damages);
      await take(model).catch(error => {
        // One that is too large is no reason to keep back the others.
        if (!(error instanceof RecordFullError || error instanceof ModelExistsError)) throw error;
        losses.push({ path: model.path, why: `is left out: ${error.message}` });
      });
    }
  }
  return { models, losses };
}
