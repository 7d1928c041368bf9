/** Logged models of an experiment, as a server of MLflow 3 has them beside its runs; older ones have none. */
import type { JsonObject } from '../../run/json.ts';
import { MODEL_STATUSES, type ModelStatus } from '../mlflow/enums.ts';
import { identity, type Point } from '../mlflow/points.ts';
import { textsOf } from '../mlflow-runs/fact-records.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowModel } from '../mlflow-runs/mlflow-run.ts';
import { printPythonFloat } from '../mlflow-runs/python-float.ts';
import type { Server } from './open-server.ts';
import { newBy, objectIn, objectsIn, pages, pairsIn } from './pages.ts';
import { readPoint } from './read-histories.ts';
import { isAbsence } from './refused-error.ts';

export interface ModelsOfRuns {
  /** Ids of the models that a run has logged. */
  of(runId: string): readonly string[];
  /** Points of a run's metric that name a model or a data set, by `identity`. */
  points(runId: string): ReadonlyMap<string, Point>;
  /** Models, with the run that they name, of which no run was asked for. */
  unasked(): readonly { readonly id: string; readonly run: string | undefined }[];
}

/** As MLflow gives them by default; a model may have many params. */
const PAGE = 100;

/** Reads which models there are, and what they tell of points; of each no more than its id is held. */
export async function modelsOfRuns(
  server: Server,
  experimentId: string,
  lose: (why: string) => void,
): Promise<ModelsOfRuns> {
  const byRun = new Map<string, string[]>();
  const orphans: string[] = [];
  const points = new Map<string, Map<string, Point>>();
  const asked = new Set<string>();
  const ask = (token: string | undefined) =>
    server
      .post('/api/2.0/mlflow/logged-models/search', {
        ...{ experiment_ids: [experimentId], max_results: PAGE, page_token: token },
      })
      .catch(error => {
        if (isAbsence(error)) return {};
        throw error;
      });
  const isNew = newBy(model => textIn(objectIn(model, 'info'), 'model_id'));
  for await (const page of pages(ask, 'models', { isNew, lose }))
    for (const model of page) {
      const info = objectIn(model, 'info');
      const id = textIn(info, 'model_id') as string;
      const run = textIn(info, 'source_run_id');
      if (run === undefined) orphans.push(id);
      else byRun.set(run, [...(byRun.get(run) ?? []), id]);
      notePoints(points, id, model);
    }
  return {
    of(runId) {
      asked.add(runId);
      return byRun.get(runId) ?? [];
    },
    points: runId => points.get(runId) ?? new Map(),
    unasked: () => [
      ...orphans.map(id => ({ id, run: undefined })),
      ...[...byRun].flatMap(([run, ids]) => (asked.has(run) ? [] : ids.map(id => ({ id, run })))),
    ],
  };
}

function notePoints(points: Map<string, Map<string, Point>>, model: string, message: JsonObject): void {
  for (const metric of objectsIn(objectIn(message, 'data'), 'metrics')) {
    const [run, key, point] = [textIn(metric, 'run_id'), textIn(metric, 'key'), readPoint(metric)];
    if (run === undefined || key === undefined || point === undefined) continue;
    const ofRun = points.get(run) ?? new Map<string, Point>();
    points.set(run, ofRun.set(identity(key, point), { ...point, model }));
  }
}

/** Reads one whole. Rejects with RefusedError. */
export async function readModel(server: Server, id: string): Promise<MlflowModel> {
  const answer = await server.get(`/api/2.0/mlflow/logged-models/${encodeURIComponent(id)}`);
  const model = objectIn(answer, 'model');
  const [info, data] = [objectIn(model, 'info'), objectIn(model, 'data')];
  const metrics: Record<string, string> = Object.create(null);
  for (const metric of objectsIn(data, 'metrics')) {
    const [key, point] = [textIn(metric, 'key'), readPoint(metric)];
    if (key === undefined || point === undefined) continue;
    metrics[key] = (metrics[key] ?? '') + lineOf(point, textIn(metric, 'run_id') ?? '');
  }
  return {
    meta: {
      artifact_location: textIn(info, 'artifact_uri') ?? '',
      creation_timestamp: numberIn(info, 'creation_timestamp_ms') ?? 0,
      experiment_id: textIn(info, 'experiment_id') ?? '',
      last_updated_timestamp: numberIn(info, 'last_updated_timestamp_ms') ?? 0,
      model_id: id,
      model_type: textIn(info, 'model_type') ?? null,
      name: textIn(info, 'name') ?? '',
      source_run_id: textIn(info, 'source_run_id') ?? '',
      status: MODEL_STATUSES[textIn(info, 'status') as ModelStatus] ?? 1,
      status_message: textIn(info, 'status_message') ?? null,
    },
    params: textsOf(pairsIn(data, 'params')),
    tags: textsOf(pairsIn(info, 'tags')),
    metrics,
  };
}

/** As the file store has a point of a model. */
function lineOf({ timestamp, value, step, dataset }: Point, run: string): string {
  const measured = dataset === undefined ? '' : ` ${dataset.name} ${dataset.digest}`;
  return `${timestamp} ${printPythonFloat(value)} ${step} ${run}${measured}\n`;
}
