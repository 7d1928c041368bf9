/** What the points of a history were measured on: kept by stretches of points that name the same. Pure. */
import type { Point } from '../mlflow/points.ts';
import type { DatasetStretch, MetricHistory } from './mlflow-run.ts';

/** Undefined where no point names anything. */
export function stretchesOf(points: readonly Omit<DatasetStretch, 'points'>[]): DatasetStretch[] | undefined {
  const stretches: DatasetStretch[] = [];
  for (const { name, digest, model } of points) {
    const last = stretches.at(-1);
    if (last !== undefined && last.name === name && last.digest === digest && last.model === model)
      stretches[stretches.length - 1] = { ...last, points: last.points + 1 };
    else
      stretches.push({
        points: 1,
        ...(name === undefined || digest === undefined ? {} : { name, digest }),
        ...(model === undefined ? {} : { model }),
      });
  }
  return stretches.some(({ name, model }) => name !== undefined || model !== undefined)
    ? stretches
    : undefined;
}

/** The points of a history, each with what it was measured on. */
export function* pointsOf({ step, value, timestamp, datasets = [] }: MetricHistory): Generator<Point> {
  let [stretch, left] = [0, datasets[0]?.points ?? Number.POSITIVE_INFINITY];
  for (const [at, number] of value.entries()) {
    if (left === 0) left = datasets[++stretch]?.points ?? Number.POSITIVE_INFINITY;
    left--;
    const { name, digest, model } = datasets[stretch] ?? {};
    yield {
      ...{ value: number, timestamp: timestamp[at] ?? 0, step: step[at] ?? 0, model },
      dataset: name === undefined || digest === undefined ? undefined : { name, digest },
    };
  }
}
