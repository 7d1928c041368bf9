/** A run of a server, whole. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Loss } from '../../run/import-report.ts';
import type { JsonObject } from '../../run/json.ts';
import { RUN_STATUSES, type RunStatus } from '../mlflow/enums.ts';
import type { DatasetInput } from '../mlflow/facts.ts';
import { readInt64 } from '../mlflow/wire.ts';
import { datasetLink, modelLink, outputLink, textsOf } from '../mlflow-runs/fact-records.ts';
import { MODELS } from '../mlflow-runs/given-artifacts.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { Meta, MlflowModel, MlflowRun, StoredFile } from '../mlflow-runs/mlflow-run.ts';
import type { ReadRun } from '../mlflow-runs/run-store.ts';
import { type Server, whyOne } from './open-server.ts';
import { objectIn, objectsIn, pairsIn } from './pages.ts';
import { readArtifacts } from './read-artifacts.ts';
import { readHistories } from './read-histories.ts';
import { type ModelsOfRuns, readModel } from './read-models.ts';
import { isAbsence } from './refused-error.ts';

export interface ServerRun {
  /** What MLflow calls it. */
  readonly id: string;
  /** `<experiment>/<run>`. */
  readonly path: string;
  /** As a search tells of it. */
  readonly message: JsonObject;
}

export interface ReadHow {
  readonly models: ModelsOfRuns;
  /** A directory for its files, that is made and removed; absent where neither they nor histories are wanted. */
  readonly spool?: string;
}

/** Reads it. Rejects with RemoteError where the server is in trouble. */
export async function readServerRun(server: Server, found: ServerRun, how: ReadHow): Promise<ReadRun> {
  const losses: Loss[] = [];
  const { spool, models } = how;
  if (spool === undefined) return { run: headOf(found), losses };
  const close = () => rm(spool, { recursive: true, force: true });
  await mkdir(spool, { mode: 0o700 });
  const lose = (path: string, why: string) => void losses.push({ path: `${found.path}${path}`, why });
  try {
    const whole = { ...found, message: await wholeOf(server, found) };
    const run = headOf(whole);
    const metrics = await readHistories(server, {
      runId: found.id,
      keys: keysOf(whole.message),
      known: models.points(found.id),
      lose: (key, why) => lose(`/metrics/${key}`, why),
    });
    const artifacts = await readArtifacts(server, {
      ...{ uri: textIn(run.meta, 'artifact_uri') ?? '', runId: found.id, below: '', spool },
      lose: (path, why) => lose(path === '' ? '' : `/artifacts/${path}`, why),
    });
    const logged = await readLogged(server, models.of(found.id), { spool, lose });
    return {
      run: {
        ...run,
        metrics,
        models: logged.map(({ model }) => model),
        artifacts: [...artifacts, ...logged.flatMap(({ files }) => files)],
      },
      ...{ losses, close },
    };
  } catch (error) {
    await close();
    return { losses: [{ path: found.path, why: `is left out: ${await whyOne(server, error)}` }] };
  }
}

/** A search of MLflow's leaves out the models that a run has read, that of git run serve all that it has read and made. */
async function wholeOf(server: Server, { id, message }: ServerRun): Promise<JsonObject> {
  const answer = await server.get('/api/2.0/mlflow/runs/get', { run_id: id, run_uuid: id }).catch(error => {
    if (isAbsence(error)) return {};
    throw error;
  });
  const run = objectIn(answer, 'run');
  return Object.keys(run).length === 0 ? message : run;
}

/** What a message tells. */
function headOf({ id, path, message }: ServerRun): MlflowRun {
  const [data, inputs, outputs] = [
    objectIn(message, 'data'),
    objectIn(message, 'inputs'),
    objectIn(message, 'outputs'),
  ];
  return {
    ...{ id, path, meta: metaOf(objectIn(message, 'info')) },
    params: textsOf(pairsIn(data, 'params')),
    tags: textsOf(pairsIn(data, 'tags')),
    metrics: [],
    inputs: [
      ...objectsIn(inputs, 'dataset_inputs').flatMap(input => linkOf(input, id)),
      ...objectsIn(inputs, 'model_inputs').flatMap(input => idsIn(input).map(model => modelLink(model, id))),
    ],
    outputs: objectsIn(outputs, 'model_outputs').flatMap(output =>
      idsIn(output).map(model => outputLink(model, readInt64(output.step ?? 0) ?? 0)),
    ),
    ...{ models: [], artifacts: [] },
  };
}

function idsIn(message: JsonObject): string[] {
  const id = textIn(message, 'model_id');
  return id === undefined ? [] : [id];
}

/** As the file store has it. */
function metaOf(info: JsonObject): Meta {
  const status = textIn(info, 'status');
  return {
    artifact_uri: textIn(info, 'artifact_uri') ?? '',
    end_time: numberIn(info, 'end_time') ?? null,
    experiment_id: textIn(info, 'experiment_id') ?? '',
    lifecycle_stage: textIn(info, 'lifecycle_stage') ?? 'active',
    run_id: textIn(info, 'run_id') ?? textIn(info, 'run_uuid') ?? '',
    run_name: textIn(info, 'run_name') ?? '',
    start_time: numberIn(info, 'start_time') ?? null,
    status: RUN_STATUSES[status as RunStatus] ?? RUN_STATUSES.RUNNING,
    user_id: textIn(info, 'user_id') ?? '',
  };
}

function keysOf(message: JsonObject): string[] {
  const metrics = objectsIn(objectIn(message, 'data'), 'metrics');
  return [...new Set(metrics.flatMap(({ key }) => (typeof key === 'string' && key !== '' ? [key] : [])))];
}

function linkOf(input: JsonObject, runId: string): MlflowRun['inputs'][number][] {
  const dataset = objectIn(input, 'dataset');
  const [name, digest] = [textIn(dataset, 'name'), textIn(dataset, 'digest')];
  if (name === undefined || digest === undefined) return [];
  const more: Partial<Record<keyof DatasetInput['dataset'], string>> = {};
  for (const key of ['source_type', 'source', 'schema', 'profile'] as const) {
    const text = textIn(dataset, key);
    if (text !== undefined) more[key] = text;
  }
  return [datasetLink({ dataset: { name, digest, ...more }, tags: pairsIn(input, 'tags') }, runId)];
}

interface Logged {
  readonly model: MlflowModel;
  readonly files: readonly StoredFile[];
}

async function readLogged(
  server: Server,
  ids: readonly string[],
  { spool, lose }: { readonly spool: string; lose(path: string, why: string): void },
): Promise<Logged[]> {
  const logged: Logged[] = [];
  for (const [at, id] of ids.entries()) {
    try {
      const model = await readModel(server, id);
      const own = join(spool, `model-${at}`);
      await mkdir(own);
      const files = await readArtifacts(server, {
        ...{ uri: textIn(model.meta, 'artifact_location') ?? '', below: `${MODELS}/${id}/`, spool: own },
        lose: (path, why) => lose(`/${MODELS}/${id}${path === '' ? '' : `/${path}`}`, why),
      });
      logged.push({ model, files });
    } catch (error) {
      lose(`/${MODELS}/${id}`, `is not given: ${await whyOne(server, error)}`);
    }
  }
  return logged;
}
