/** Logged models, made at a server, which gives them ids of its own. */
import type { JsonObject } from '../../run/json.ts';
import { MODEL_STATUSES } from '../mlflow/enums.ts';
import type { GivenFile } from '../mlflow-runs/given-artifacts.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowModel } from '../mlflow-runs/mlflow-run.ts';
import type { Server } from './open-server.ts';
import { objectIn, objectsIn } from './pages.ts';
import { RefusedError } from './refused-error.ts';
import { writeArtifacts } from './write-artifacts.ts';

/** The tag that has the id of a model here: a server gives it another. */
const GIVEN_MODEL_TAG = 'gitrun.model';

const API = '/api/2.0/mlflow/logged-models';

export interface ModelPlace {
  readonly experimentId: string;
  /** The run's id there. */
  readonly runId: string;
  /** What was made there before, by the ids of models here. */
  readonly known: Map<string, string>;
  lose(path: string, why: string): void;
}

/** Makes a model, with its files, unless it is there. One that is refused is told. */
export async function writeModel(
  server: Server,
  model: MlflowModel,
  files: readonly GivenFile[],
  place: ModelPlace,
): Promise<void> {
  const { meta } = model;
  const id = textIn(meta, 'model_id') ?? '';
  const lose = (path: string, why: string) => place.lose(`models/${id}${path}`, why);
  try {
    const found = place.known.get(id) ?? (await findModel(server, id, place.experimentId));
    const { info } =
      found === undefined ? await create(server, { model, id, ...place }) : await get(server, found);
    const there = textIn(info, 'model_id') ?? '';
    place.known.set(id, there);
    const uri = textIn(info, 'artifact_uri') ?? '';
    await writeArtifacts(server, {
      uri,
      files,
      lose: (path, why) => lose(path === '' ? '' : `/${path}`, why),
    });
    const status = STATUS.get(numberIn(meta, 'status') ?? 0);
    if (status !== undefined && textIn(info, 'status') !== status)
      await server.patch(`${API}/${encodeURIComponent(there)}`, { model_id: there, status });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    lose('', `is not taken: the server ${error.data.why}`);
  }
}

/** All that a model can become. */
const STATUS: ReadonlyMap<number, string> = new Map(
  Object.entries(MODEL_STATUSES).flatMap(([word, number]) =>
    word === 'LOGGED_MODEL_PENDING' ? [] : [[number, word] as const],
  ),
);

/** The id there of a model of ours; undefined where an export has made none, or the server has no models. */
export async function findModel(
  server: Server,
  id: string,
  experimentId: string,
): Promise<string | undefined> {
  if (!/^[\w-]+$/.test(id)) return undefined;
  const answer = await server
    .post(`${API}/search`, {
      ...{ experiment_ids: [experimentId], filter: `tags.\`${GIVEN_MODEL_TAG}\` = '${id}'`, max_results: 1 },
    })
    .catch(error => {
      if (error instanceof RefusedError) return {};
      throw error;
    });
  const [model] = objectsIn(answer, 'models');
  return model === undefined ? undefined : textIn(objectIn(model, 'info'), 'model_id');
}

async function get(server: Server, id: string): Promise<{ readonly info: JsonObject }> {
  const answer = await server.get(`${API}/${encodeURIComponent(id)}`);
  return { info: objectIn(objectIn(answer, 'model'), 'info') };
}

async function create(
  server: Server,
  { model, id, experimentId, runId }: ModelPlace & { readonly model: MlflowModel; readonly id: string },
): Promise<{ readonly info: JsonObject }> {
  const { meta, params, tags } = model;
  const answer = await server.post(API, {
    ...{ experiment_id: experimentId, source_run_id: runId },
    ...{ name: textIn(meta, 'name'), model_type: textIn(meta, 'model_type') },
    params: Object.entries(params).map(([key, value]) => ({ key, value })),
    tags: Object.entries({ ...tags, [GIVEN_MODEL_TAG]: id }).map(([key, value]) => ({ key, value })),
  });
  return { info: objectIn(objectIn(answer, 'model'), 'info') };
}
