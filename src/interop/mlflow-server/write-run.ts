/** A run, made at a server: first begun, and marked as whole when all of it is there, so that an export can go on. */

import type { Loss } from '../../run/import-report.ts';
import { RemoteError } from '../../run/repository-errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { RUN_STATUSES } from '../mlflow/enums.ts';
import { readInt64 } from '../mlflow/wire.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowRun } from '../mlflow-runs/mlflow-run.ts';
import { withModels } from '../mlflow-runs/model-points.ts';
import { NAME, PARENT } from '../mlflow-runs/plan-run.ts';
import type { ReadGiven } from '../mlflow-runs/read-given.ts';
import type { Server } from './open-server.ts';
import { objectIn } from './pages.ts';
import { RefusedError } from './refused-error.ts';
import { BEGUN_TAG, findRun, GIVEN_TAG } from './runs-there.ts';
import { writeArtifacts } from './write-artifacts.ts';
import { writeHistories, writeTexts } from './write-batches.ts';
import { writeModel } from './write-models.ts';

const API = '/api/2.0/mlflow/runs';

export interface RunPlace {
  readonly experimentId: string;
  /** What an export has begun of it before; absent where there is nothing. */
  readonly begun?: string;
  /** The id there of the run that it is nested in. */
  readonly parent?: string;
  /** Ids of models there, by those here; those of this run are added. */
  readonly models: Map<string, string>;
}

/** Makes it; returns its id there, and what is not taken, by paths from the run. Rejects with RefusedError where there is no run. */
export async function writeRun(
  server: Server,
  { loaded, run, artifacts }: ReadGiven,
  place: RunPlace,
): Promise<{ readonly id: string; readonly losses: readonly Loss[] }> {
  const losses: Loss[] = [];
  const lose = (path: string, why: string) => void losses.push({ path, why });
  const ours = loaded.run.id;
  const id = place.begun ?? (await begin(server, ours, run, place.experimentId));
  const tags = { ...run.tags, ...(place.parent === undefined ? {} : { [PARENT]: place.parent }) };
  await writeTexts(server, id, { kind: 'params', texts: run.params, lose });
  await writeTexts(server, id, { kind: 'tags', texts: tags, lose });
  const given = await artifacts();
  losses.push(...given.losses);
  const { artifact_uri: uri = '' } = objectIn(
    objectIn(await server.get(`${API}/get`, named(id)), 'run'),
    'info',
  );
  await writeArtifacts(server, {
    uri: String(uri),
    files: given.files.filter(({ model }) => model === undefined),
    lose: (path, why) => lose(path === '' ? 'artifacts' : `artifacts/${path}`, why),
  });
  for (const model of run.models) {
    const own = given.files.filter(file => file.model === textIn(model.meta, 'model_id'));
    const where = { experimentId: place.experimentId, runId: id, known: place.models, lose };
    await writeModel(server, model, own, where);
  }
  const modelOf = modelsOf(place.models, lose);
  await writeHistories(server, id, { histories: withModels(run), modelOf, lose });
  await writeLinks(server, id, run, { modelOf, lose });
  await end(server, id, run);
  await server.post(`${API}/set-tag`, { ...named(id), key: GIVEN_TAG, value: ours });
  await server.post(`${API}/delete-tag`, { run_id: id, key: BEGUN_TAG });
  if (isDeleted(run)) await server.post(`${API}/delete`, { run_id: id });
  return { id, losses };
}

/** Whether it is in the trash. */
export function isDeleted({ meta }: Pick<MlflowRun, 'meta'>): boolean {
  return textIn(meta, 'lifecycle_stage') === 'deleted';
}

function named(id: string) {
  return { run_id: id, run_uuid: id };
}

/** Nobody knows whether what broke off has arrived: it is looked for, so that there are never two. */
async function begin(
  server: Server,
  ours: RunId,
  { meta, tags }: Pick<MlflowRun, 'meta' | 'tags'>,
  experimentId: string,
): Promise<string> {
  const name = tags[NAME];
  const message = {
    ...{ experiment_id: experimentId, run_name: name },
    ...{ start_time: numberIn(meta, 'start_time'), user_id: textIn(meta, 'user_id') ?? '' },
    tags: [
      { key: BEGUN_TAG, value: ours },
      { key: NAME, value: name },
    ],
  };
  const create = (post: Server['post']) => post(`${API}/create`, message);
  const answer = await create(server.postOnce).catch(async error => {
    const mayPass =
      error instanceof RemoteError || (error instanceof RefusedError && error.data.status >= 429);
    if (!mayPass) throw error;
    const found = await findRun(server, experimentId, ours);
    return found === undefined ? create(server.post) : { run: { info: { run_id: found } } };
  });
  const id = textIn(objectIn(objectIn(answer, 'run'), 'info'), 'run_id');
  if (id === undefined) throw new RemoteError(server.shown, 'it made a run, and does not say which');
  return id;
}

/** What models here are called there; each that is not there is told once. */
function modelsOf(models: ReadonlyMap<string, string>, lose: (path: string, why: string) => void) {
  const told = new Set<string>();
  return (id: string): string | undefined => {
    const there = models.get(id);
    if (there === undefined && !told.has(id)) {
      told.add(id);
      lose(`models/${id}`, 'is a model that is not there, and what names it is sent without');
    }
    return there;
  };
}

interface Linking {
  modelOf(id: string): string | undefined;
  lose(path: string, why: string): void;
}

async function writeLinks(
  server: Server,
  id: string,
  { inputs, outputs }: Pick<MlflowRun, 'inputs' | 'outputs'>,
  { modelOf, lose }: Linking,
): Promise<void> {
  const datasets = inputs.flatMap(({ link, dataset }) =>
    dataset === undefined ? [] : [{ dataset, tags: pairsOf(link.tags) }],
  );
  const models = inputs.flatMap(({ link, dataset }) => {
    const model = dataset === undefined ? modelOf(textIn(link, 'source_id') ?? '') : undefined;
    return model === undefined ? [] : [{ model_id: model }];
  });
  const made = outputs.flatMap(({ link }) => {
    const model = modelOf(textIn(link, 'source_id') ?? '');
    return model === undefined ? [] : [{ model_id: model, step: readInt64(link.step ?? 0) ?? 0 }];
  });
  const attempt = (what: string, sent: Promise<unknown>) =>
    sent.catch(error => {
      if (!(error instanceof RefusedError)) throw error;
      lose(what, `are not taken: the server ${error.data.why}`);
    });
  if (datasets.length + models.length > 0)
    await attempt('inputs', server.post(`${API}/log-inputs`, { run_id: id, datasets, models }));
  if (made.length > 0) await attempt('outputs', server.post(`${API}/outputs`, { run_id: id, models: made }));
}

function pairsOf(tags: unknown): { readonly key: string; readonly value: string }[] {
  if (typeof tags !== 'object' || tags === null) return [];
  return Object.entries(tags).map(([key, value]) => ({ key, value: String(value) }));
}

/** One that MLflow knew no end of goes on there, too. */
async function end(
  server: Server,
  id: string,
  { meta, tags }: Pick<MlflowRun, 'meta' | 'tags'>,
): Promise<void> {
  const ended = numberIn(meta, 'end_time');
  const [status] = Object.entries(RUN_STATUSES).find(([, number]) => number === meta.status) ?? ['RUNNING'];
  await server.post(`${API}/update`, {
    ...{ ...named(id), status, run_name: tags[NAME] },
    ...(ended === undefined ? {} : { end_time: ended }),
  });
}
