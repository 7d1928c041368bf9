/** What a run of MLflow's has that is nothing here: kept in the run's `environment.json`, and given back by an export. */
import type { JsonObject } from '../../run/json.ts';
import type { Int64 } from '../mlflow/wire.ts';
import type { DatasetStretch, MetricHistory, MlflowRun } from './mlflow-run.ts';

export interface KeptMlflow extends Pick<MlflowRun, 'meta' | 'inputs' | 'outputs' | 'models'> {
  /** By metric, what its points were measured on. */
  readonly metricDatasets: Readonly<Record<string, readonly DatasetStretch[]>>;
  /** By metric, the points whose numbers a run of ours has not to the last digit: where in the history, time in ms, step. */
  readonly metricIntegers: Readonly<Record<string, readonly (readonly [number, Int64, Int64])[]>>;
}

/** Makes an environment of it. */
export function environmentOf({ meta, metrics, inputs, outputs, models }: MlflowRun): JsonObject {
  const metricDatasets: Record<string, readonly DatasetStretch[]> = Object.create(null);
  const metricIntegers: Record<string, [number, Int64, Int64][]> = Object.create(null);
  for (const history of metrics) {
    const { key, datasets } = history;
    if (datasets !== undefined) metricDatasets[key] = datasets;
    const large = largeIn(history);
    if (large.length > 0) metricIntegers[key] = large;
  }
  const kept: KeptMlflow = { meta, metricDatasets, metricIntegers, inputs, outputs, models };
  const filled = Object.entries(kept).filter(([, part]) => Object.keys(part).length > 0);
  return { schema: 'git-run/environment@1', mlflow: Object.fromEntries(filled) as JsonObject };
}

function largeIn({ step, timestamp }: MetricHistory): [number, Int64, Int64][] {
  return step.flatMap((at, index): [number, Int64, Int64][] => {
    const time = timestamp[index] as Int64;
    return typeof at === 'bigint' || typeof time === 'bigint' ? [[index, time, at]] : [];
  });
}

/** Takes it out of an environment; of a run that did not come from MLflow there is nothing. */
export function keptIn({ mlflow }: JsonObject): KeptMlflow {
  const kept = (isMap(mlflow) ? mlflow : {}) as unknown as Partial<KeptMlflow>;
  return {
    meta: isMap(kept.meta) ? kept.meta : {},
    metricDatasets: isMap(kept.metricDatasets) ? (kept.metricDatasets ?? {}) : {},
    metricIntegers: isMap(kept.metricIntegers) ? (kept.metricIntegers ?? {}) : {},
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
