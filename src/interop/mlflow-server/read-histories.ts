/** The histories of a run's metrics, as a server has them. */
import type { JsonObject } from '../../run/json.ts';
import { identity, type Point } from '../mlflow/points.ts';
import { readDouble, readInt64 } from '../mlflow/wire.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { MetricHistory } from '../mlflow-runs/mlflow-run.ts';
import { stretchesOf } from '../mlflow-runs/stretches.ts';
import { type Server, whyOne } from './open-server.ts';
import { pages } from './pages.ts';

/** As many as MLflow gives at once. */
const PAGE = 25_000;
/** Points of one metric: more than anybody logs, and no more than there is memory for. */
const MOST_POINTS = 5_000_000;

export interface HistoryRequest {
  readonly runId: string;
  readonly keys: readonly string[];
  /** What else is known of points, by `identity`: the history itself does not tell of models and data sets. */
  readonly known: ReadonlyMap<string, Point>;
  lose(key: string, why: string): void;
}

/** Reads them. One that the server does not give is told. */
export async function readHistories(server: Server, request: HistoryRequest): Promise<MetricHistory[]> {
  const histories: MetricHistory[] = [];
  for (const key of request.keys) {
    try {
      const history = await readHistory(server, key, request);
      if (history.value.length > 0) histories.push(history);
    } catch (error) {
      request.lose(key, `is not given: ${await whyOne(server, error)}`);
    }
  }
  return histories;
}

async function readHistory(
  server: Server,
  key: string,
  { runId, known, lose }: HistoryRequest,
): Promise<MetricHistory> {
  const points: Point[] = [];
  const seen = new Set<string>();
  let odd = 0;
  const isNew = (item: JsonObject) => {
    const point = readPoint(item);
    if (point === undefined) {
      odd++;
      return false;
    }
    const id = identity(key, point);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
  // Servers of before MLflow 3 pass over both, and give all at once.
  const ask = (token: string | undefined) =>
    server.get('/api/2.0/mlflow/metrics/get-history', {
      ...{ run_id: runId, run_uuid: runId, metric_key: key, max_results: PAGE },
      ...(token === undefined ? {} : { page_token: token }),
    });
  for await (const page of pages(ask, 'metrics', { isNew, lose: why => lose(key, why) })) {
    for (const item of page) {
      const point = readPoint(item) as Point;
      points.push({ ...point, ...known.get(identity(key, point)) });
    }
    if (points.length >= MOST_POINTS) {
      lose(key, `has more than ${MOST_POINTS} points: those that follow are left out`);
      break;
    }
  }
  if (odd > 0) lose(key, `has ${odd} points that make no sense, and are left out`);
  return asHistory(key, points);
}

/** Undefined where a message is no point. */
export function readPoint(item: JsonObject): Point | undefined {
  const value = readDouble(item.value ?? 0);
  const timestamp = readInt64(item.timestamp ?? 0);
  const step = readInt64(item.step ?? 0);
  if (value === undefined || timestamp === undefined || step === undefined) return undefined;
  const [model, name, digest] = ['model_id', 'dataset_name', 'dataset_digest'].map(one => textIn(item, one));
  return {
    ...{ value, timestamp, step },
    ...(model === undefined ? {} : { model }),
    ...(name === undefined || digest === undefined ? {} : { dataset: { name, digest } }),
  };
}

function asHistory(key: string, points: readonly Point[]): MetricHistory {
  const datasets = stretchesOf(
    points.map(({ model, dataset }) => ({ ...dataset, ...(model === undefined ? {} : { model }) })),
  );
  return {
    key,
    step: points.map(({ step }) => step),
    value: points.map(({ value }) => value),
    timestamp: points.map(({ timestamp }) => timestamp),
    ...(datasets === undefined ? {} : { datasets }),
  };
}
