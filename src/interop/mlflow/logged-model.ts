/** A logged model, found and changed. */
import type { RunId } from '../../run/run-id.ts';
import { absent, isAbsence } from './errors.ts';
import type { Facts, LoggedModel } from './facts.ts';
import { modelMessage } from './messages.ts';
import { parseModelId, runOfModel } from './model-id.ts';
import type { TrackedRun } from './tracked-run.ts';
import type { Tracking } from './tracking.ts';

/** A model, as an answer. */
export async function answer(tracking: Tracking, run: TrackedRun, model: LoggedModel) {
  const { experiment } = await run.view();
  return {
    model: modelMessage(
      model,
      await tracking.experiments.idOf(experiment),
      metricsOf(await run.facts(), model),
    ),
  };
}

/** The metrics that are of a model, with the run they were logged in. */
export function metricsOf({ points }: Facts, { id }: LoggedModel) {
  return [...points.values()].filter(({ point }) => point.model === id);
}

interface Found {
  readonly run: TrackedRun;
  readonly model: LoggedModel;
}

/** Throws MlflowError where there is no such model. */
export async function findModel(tracking: Tracking, text: string): Promise<Found> {
  const run = await tracking.find(runNamed(text)).catch(error => {
    throw isAbsence(error) ? noModel(text) : error;
  });
  return { run, model: await modelIn(run, text) };
}

/** As `findModel`, of a run. */
export async function modelIn(run: TrackedRun, text: string): Promise<LoggedModel> {
  const model = (await run.facts()).models.get(text);
  if (model === undefined) throw noModel(text);
  return model;
}

/** The run of a model. Throws MlflowError where a text can be no id of one. */
export function runNamed(text: string): RunId {
  const id = parseModelId(text);
  if (id === undefined) throw noModel(text);
  return runOfModel(id);
}

function noModel(text: string) {
  return absent(`Logged model with ID '${text}' not found.`);
}

/** Changes a model, and answers with it. */
export async function changeModel(
  tracking: Tracking,
  text: string,
  changes: (model: LoggedModel) => Partial<LoggedModel>,
) {
  return tracking.change(runNamed(text), async run => {
    const model = await modelIn(run, text);
    const changed = { ...model, ...changes(model), updated: tracking.world.now() };
    await run.note([{ kind: 'model', model: changed }]);
    return answer(tracking, run, changed);
  });
}
