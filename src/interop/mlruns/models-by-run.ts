/** Logged models lie beside the runs of an experiment, and name the run that logged them. */

import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowExperiment } from '../mlflow-runs/mlflow-run.ts';
import type { Store } from './open-store.ts';
import { metaOf } from './read-meta.ts';

/** The names of models by the run that logged them; those of no run are told as lost. */
export function modelsByRun(
  store: Store,
  { path }: Pick<MlflowExperiment, 'path'>,
  { models, runs }: { readonly models: readonly string[]; readonly runs: readonly string[] },
): ReadonlyMap<string, readonly string[]> {
  const known = new Set(runs);
  const byRun = new Map<string, string[]>();
  for (const name of models) {
    const meta = metaOf(store, `${path}/models/${name}`);
    const run = textIn(meta, 'source_run_id');
    if (run !== undefined && known.has(run)) byRun.set(run, [...(byRun.get(run) ?? []), name]);
    else if (meta === undefined) store.lose(`${path}/models/${name}`, 'has no meta.yaml that could be read');
    else
      store.lose(`${path}/models/${name}`, 'is a model of no run here, and models are kept with their runs');
  }
  return byRun;
}
