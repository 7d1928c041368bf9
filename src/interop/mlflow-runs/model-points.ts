/** Which logged models points are of: a file store tells it with the models, and not with the runs. Pure. */
import { identity, type Point } from '../mlflow/points.ts';
import { readDouble, readInt64 } from '../mlflow/wire.ts';
import { textIn } from './meta-fields.ts';
import type { MetricHistory, MlflowModel, MlflowRun } from './mlflow-run.ts';
import { pointsOf, stretchesOf } from './stretches.ts';

/** The histories of a run, each point with the model and the data set that a model of the run has it by. */
export function withModels({
  id,
  metrics,
  models,
}: Pick<MlflowRun, 'id' | 'metrics' | 'models'>): readonly MetricHistory[] {
  const byPoint = new Map(models.flatMap(model => [...pointsIn(model, id)]));
  if (byPoint.size === 0) return metrics;
  return metrics.map(history => {
    const { datasets: _before, ...bare } = history;
    const told = [...pointsOf(history)].map(({ model, dataset, ...point }) => {
      const known = byPoint.get(identity(history.key, point));
      const [named, measured] = [model ?? known?.model, dataset ?? known?.dataset];
      return { ...measured, ...(named === undefined ? {} : { model: named }) };
    });
    const datasets = stretchesOf(told);
    return { ...bare, ...(datasets === undefined ? {} : { datasets }) };
  });
}

/** Lines of `timestamp value step run`, and a data set's name and digest behind them. */
function* pointsIn({ meta, metrics }: MlflowModel, runId: string) {
  const model = textIn(meta, 'model_id');
  if (model === undefined) return;
  for (const [key, lines] of Object.entries(metrics))
    for (const line of lines.split('\n')) {
      const [time = '', number = '', at = '', run, ...dataset] = line.split(' ');
      const [timestamp, value, step] = [readInt64(time), readDouble(number), readInt64(at)];
      if (run !== runId || timestamp === undefined || value === undefined || step === undefined) continue;
      const measured = { name: dataset.slice(0, -1).join(' '), digest: dataset.at(-1) as string };
      const more: Pick<Point, 'model' | 'dataset'> = {
        model,
        ...(dataset.length < 2 ? {} : { dataset: measured }),
      };
      yield [identity(key, { timestamp, value, step }), more] as const;
    }
}
