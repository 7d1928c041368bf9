/** What a run of MLflow's has that is nothing here: kept in the run's `environment.json`, and given back by an export. */
import type { JsonObject } from '../../run/json.ts';
import type { DatasetStretch, MlflowRun } from './mlflow-run.ts';

export interface KeptMlflow extends Pick<MlflowRun, 'meta' | 'inputs' | 'outputs' | 'models'> {
  /** By metric, which data sets its points were measured on. */
  readonly metricDatasets: Readonly<Record<string, readonly DatasetStretch[]>>;
}

/** Makes an environment of it. */
export function environmentOf({ meta, metrics, inputs, outputs, models }: MlflowRun): JsonObject {
  const metricDatasets: Record<string, readonly DatasetStretch[]> = Object.create(null);
  for (const { key, datasets } of metrics) if (datasets !== undefined) metricDatasets[key] = datasets;
  const kept: KeptMlflow = { meta, metricDatasets, inputs, outputs, models };
  const filled = Object.entries(kept).filter(([, part]) => Object.keys(part).length > 0);
  return { schema: 'git-run/environment@1', mlflow: Object.fromEntries(filled) as JsonObject };
}

/** Takes it out of an environment; of a run that did not come from MLflow there is nothing. */
export function keptIn({ mlflow }: JsonObject): KeptMlflow {
  const kept = (isMap(mlflow) ? mlflow : {}) as unknown as Partial<KeptMlflow>;
  return {
    meta: isMap(kept.meta) ? kept.meta : {},
    metricDatasets: isMap(kept.metricDatasets) ? (kept.metricDatasets ?? {}) : {},
    inputs: listOf(kept.inputs),
    outputs: listOf(kept.outputs),
    models: listOf(kept.models),
  };
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Its members that are maps: a run may be a stranger's. */
function listOf<T>(list: readonly T[] | undefined): readonly T[] {
  return Array.isArray(list) ? list.filter((one: T) => isMap(one)) : [];
}
