/** Experiments by the numbers that MLflow's words give them. */

import { experimentNameOf, withDefault } from '../../interop/mlflow/experiment-json.ts';
import { experimentIdOf } from '../../interop/mlflow/experiment-number.ts';
import { nearest } from '../../query/nearest.ts';
import { ExperimentNotFoundError } from '../../run/errors.ts';
import type { Experiment } from '../../run/experiment.ts';
import { listExperiments } from '../../store/experiments.ts';
import type { Context } from '../context.ts';

/** All of them, those in the trash too; the default one is always among them. */
export async function allNumbered(context: Context): Promise<readonly Experiment[]> {
  return withDefault(await listExperiments(await context.source()));
}

/** The one of a number, in the trash or not; a name will do. Throws ExperimentNotFoundError. */
export async function findNumbered(context: Context, number: string): Promise<Experiment> {
  const all = await allNumbered(context);
  const found =
    all.find(({ id }) => id === experimentIdOf(number)) ??
    all.find(({ name, removed }) => name === experimentNameOf(number) && !removed);
  if (found !== undefined) return found;
  throw new ExperimentNotFoundError(
    number,
    nearest(
      number,
      all.map(({ name }) => name),
    ),
  );
}
