/** A server of MLflow → runs of ours. */
import { join } from 'node:path';
import { cacheDirectory } from '../../record/live.ts';
import type { ImportReport, Loss } from '../../run/import-report.ts';
import type { JsonObject } from '../../run/json.ts';
import { parseRunId, type RunId } from '../../run/run-id.ts';
import { isMlflowRunId, runIdOfMlflow } from '../mlflow-id.ts';
import { textsOf } from '../mlflow-runs/fact-records.ts';
import { type ImportRequest, importRuns } from '../mlflow-runs/import-runs.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowExperiment } from '../mlflow-runs/mlflow-run.ts';
import { PARENT } from '../mlflow-runs/plan-run.ts';
import type { FoundExperiment, FoundRun } from '../mlflow-runs/run-store.ts';
import type { Server } from './open-server.ts';
import { newBy, objectIn, pages, pairsIn } from './pages.ts';
import { modelsOfRuns } from './read-models.ts';
import { readRegistered } from './read-registered.ts';
import { readServerRun } from './read-server-run.ts';
import { isAbsence } from './refused-error.ts';
import { GIVEN_TAG } from './runs-there.ts';
import { tellTraces } from './tell-traces.ts';
import { withSpool } from './with-spool.ts';

export interface ServerImport extends Omit<ImportRequest, 'shown'> {
  readonly server: Server;
}

/** So many runs are read at the same time, and so many stored at once. */
const [AHEAD, TOGETHER] = [8, 50];
/** Experiments, and runs, of one page. */
const [EXPERIMENTS, RUNS] = [1000, 100];

/** Imports it. What cannot be taken is told, and the rest is. Rejects with RemoteError, RefusedError, ExperimentNotFoundError. */
export async function importServer(request: ServerImport): Promise<ImportReport> {
  const { server, repository, dryRun } = request;
  const losses: Loss[] = [];
  const lose = (path: string, why: string) => void losses.push({ path, why });
  const starts = new Map<string, RunId | undefined>();
  return withSpool(cacheDirectory(repository.place.commonDir), async spool => {
    const reading = { server, lose, starts, ...(dryRun ? {} : { spool }) };
    const experiments: FoundExperiment[] = [];
    for (const experiment of await readExperiments(server, lose))
      experiments.push({ experiment, runs: () => runsOf(reading, experiment) });
    await tellTraces(server, experiments, lose);
    const store = {
      ...{ experiments, ahead: AHEAD, together: TOGETHER, losses: () => losses.splice(0) },
      registered: () => readRegistered(server, lose),
      parentOf: (tags: Readonly<Record<string, string>>) => parentOf(reading, tags),
    };
    return importRuns(store, { ...request, shown: server.shown });
  });
}

interface Reading {
  readonly server: Server;
  /** Absent where only the heads of runs are wanted. */
  readonly spool?: string;
  /** Our ids of runs by those of MLflow: of what was seen, and of parents that were asked for. */
  readonly starts: Map<string, RunId | undefined>;
  lose(path: string, why: string): void;
}

async function readExperiments(server: Server, lose: Reading['lose']): Promise<MlflowExperiment[]> {
  const found: MlflowExperiment[] = [];
  const ask = (token: string | undefined) =>
    server.post('/api/2.0/mlflow/experiments/search', {
      ...{ max_results: EXPERIMENTS, view_type: 'ALL', page_token: token },
    });
  const isNew = newBy(experiment => textIn(experiment, 'experiment_id'));
  for await (const page of pages(ask, 'experiments', { isNew, lose: why => lose('experiments', why) }))
    for (const message of page) {
      const id = textIn(message, 'experiment_id') as string;
      found.push({
        ...{ id, path: id, name: textIn(message, 'name') ?? `mlflow-${id}` },
        deleted: textIn(message, 'lifecycle_stage') === 'deleted',
        created: Math.max(0, numberIn(message, 'creation_time') ?? 0),
        tags: textsOf(pairsIn(message, 'tags')),
      });
    }
  // Those that live first: a deleted one may have had their name.
  return found.sort((one, other) => Number(one.deleted) - Number(other.deleted));
}

async function* runsOf(reading: Reading, experiment: MlflowExperiment): AsyncGenerator<FoundRun> {
  const { server, spool, lose } = reading;
  const models = await modelsOfRuns(server, experiment.id, why => lose(`${experiment.id}/models`, why));
  // The oldest first: what begins meanwhile comes last, and nobody's page moves.
  const ask = (token: string | undefined) =>
    server.post('/api/2.0/mlflow/runs/search', {
      ...{ experiment_ids: [experiment.id], run_view_type: 'ALL', max_results: RUNS, page_token: token },
      order_by: ['attributes.start_time ASC'],
    });
  const isNew = newBy(idOf);
  let count = 0;
  for await (const page of pages(ask, 'runs', { isNew, lose: why => lose(experiment.path, why) }))
    for (const message of page) {
      const id = idOf(message) as string;
      const path = `${experiment.path}/${id}`;
      if (!isMlflowRunId(id)) {
        lose(path, 'is no run: MLflow calls none so');
        continue;
      }
      note(reading, message);
      const own = spool === undefined ? {} : { spool: join(spool, `${experiment.id}-${count++}`) };
      const ours = parseRunId(textsOf(pairsIn(objectIn(message, 'data'), 'tags'))[GIVEN_TAG] ?? '');
      const read = () => readServerRun(server, { id, path, message }, { models, ...own });
      yield { id, ...(ours === undefined ? {} : { ours }), read };
    }
  for (const { id, run } of models.unasked())
    if (run === undefined || !reading.starts.has(run))
      lose(
        `${experiment.path}/models/${id}`,
        'is a model of no run here, and models are kept with their runs',
      );
}

function idOf(message: JsonObject): string | undefined {
  const info = objectIn(message, 'info');
  return textIn(info, 'run_id') ?? textIn(info, 'run_uuid');
}

function note({ starts }: Reading, message: JsonObject): RunId | undefined {
  const id = idOf(message);
  if (id === undefined || !isMlflowRunId(id)) return undefined;
  const ours = runIdOfMlflow(id, Math.max(0, numberIn(objectIn(message, 'info'), 'start_time') ?? 0));
  starts.set(id, ours);
  return ours;
}

/** A run that was not seen yet may be of an experiment that comes later, or is not wanted. */
async function parentOf(
  reading: Reading,
  tags: Readonly<Record<string, string>>,
): Promise<RunId | undefined> {
  const id = Object.hasOwn(tags, PARENT) ? (tags[PARENT] as string) : '';
  const { server, starts } = reading;
  if (!isMlflowRunId(id) || starts.has(id)) return starts.get(id);
  const answer = await server.get('/api/2.0/mlflow/runs/get', { run_id: id, run_uuid: id }).catch(error => {
    if (isAbsence(error)) return {};
    throw error;
  });
  const ours = note(reading, objectIn(answer, 'run'));
  starts.set(id, ours);
  return ours;
}
