/** A run that was found → MLflow's message of it. */
import { type MlflowRun, mlflowRun } from '../../interop/mlflow/run-json.ts';
import { loadInputs } from '../../store/load.ts';
import type { Context } from '../context.ts';
import type { FoundRun } from '../runs.ts';

/** Reads what it takes. Throws CorruptRecordError, NewerFormatError. */
export async function runMessage(context: Context, { row, loaded, live }: FoundRun): Promise<MlflowRun> {
  const experimentId = (loaded?.run ?? live?.plan)?.experiment.id ?? row.experiment;
  if (loaded === undefined) return mlflowRun(row, { experimentId });
  const { objects } = await context.source();
  const inputs = await loadInputs(objects, { id: row.id, commit: loaded.commit });
  return mlflowRun(row, { experimentId, inputs });
}
