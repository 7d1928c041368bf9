/**
 * Registered models, made at a server when their runs are there. Each, and each of its versions, has our id there as a tag:
 * a second export makes none again. A server counts versions by itself.
 */
import type { JsonObject } from '../../run/json.ts';
import type { ModelVersion, RegisteredModel } from '../../run/registered-model.ts';
import { parseRunId, type RunId } from '../../run/run-id.ts';
import { pathInRun } from '../mlflow/artifact-path.ts';
import { placeOf } from '../mlflow/model-source.ts';
import { NO_STAGE } from '../mlflow/model-stages.ts';
import { MODELS } from '../mlflow-runs/given-artifacts.ts';
import { numberIn, textIn } from '../mlflow-runs/meta-fields.ts';
import type { Server } from './open-server.ts';
import { objectIn } from './pages.ts';
import { readRegisteredNamed } from './read-registered.ts';
import { RefusedError } from './refused-error.ts';
import { GIVEN_TAG } from './runs-there.ts';
import { findModel } from './write-models.ts';

const API = '/api/2.0/mlflow';

export interface RegisteredExport {
  /** Ids there of runs, by ours. */
  readonly runs: ReadonlyMap<RunId, string>;
  readonly dryRun: boolean;
  lose(path: string, why: string): void;
}

/** The run that a version comes from, by our id; undefined of one that comes from none here. */
export function runOfVersion(version: ModelVersion): RunId | undefined {
  return parseRunId(placeOf(version)?.run ?? version.run ?? '');
}

/** Makes what is missing there of a model; returns whether there is anything. What is refused is told. */
export async function writeRegistered(
  server: Server,
  model: RegisteredModel,
  { runs, dryRun, lose }: RegisteredExport,
): Promise<boolean> {
  const path = `models/${model.name}`;
  const attempt = async <Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      lose(`${path}${what}`, `is not taken: the server ${error.data.why}`);
      return undefined;
    }
  };
  const there = await readRegisteredNamed(server, model.name, lose);
  if (there !== undefined && there.ours !== model.id) {
    lose(path, 'is left out: another registered model has this name there');
    return false;
  }
  const numbers = new Map(there?.versions.map(({ ours, number }) => [ours ?? '', number]));
  const missing = model.versions.filter(({ id, removed }) => !removed && !numbers.has(id));
  if (dryRun || (there !== undefined && missing.length === 0))
    return there === undefined || missing.length > 0;
  if (there === undefined && (await attempt('', () => create(server, model))) === undefined) return false;
  for (const version of missing) {
    const what = `/version-${version.number}`;
    const number = await attempt(what, () => createVersion(server, model, version, runs));
    if (number === undefined) continue;
    numbers.set(version.id, number);
    if (number !== version.number) lose(`${path}${what}`, `is version ${number} there`);
    if (version.stage !== NO_STAGE) await attempt(what, () => moveTo(server, model, number, version.stage));
  }
  for (const [alias, id] of Object.entries(model.aliases)) {
    const number = numbers.get(id);
    if (number === undefined || (there !== undefined && Object.hasOwn(there.aliases, alias))) continue;
    const message = { name: model.name, alias, version: String(number) };
    await attempt(`/aliases/${alias}`, () => server.post(`${API}/registered-models/alias`, message));
  }
  return true;
}

function create(server: Server, { id, name, description, tags }: RegisteredModel): Promise<JsonObject> {
  const message = { name, description, tags: pairsOf({ ...tags, [GIVEN_TAG]: id }) };
  return server.postOnce(`${API}/registered-models/create`, message);
}

/** Makes one, once: should that break off, the next export sees whether it is there. Returns its number there. */
async function createVersion(
  server: Server,
  { name }: RegisteredModel,
  version: ModelVersion,
  runs: ReadonlyMap<RunId, string>,
): Promise<number> {
  const { id, description, tags, runLink } = version;
  const ours = runOfVersion(version);
  const run = ours === undefined ? undefined : runs.get(ours);
  const answer = await server.postOnce(`${API}/model-versions/create`, {
    ...{ name, description, tags: pairsOf({ ...tags, [GIVEN_TAG]: id }), run_link: runLink },
    ...(run === undefined ? { source: version.source } : await placeThere(server, version, run)),
  });
  return numberIn(objectIn(answer, 'model_version'), 'version') ?? 0;
}

/** Where a version is there, as that server says it. */
async function placeThere(server: Server, version: ModelVersion, run: string) {
  const place = placeOf(version);
  if (place === undefined) return { source: version.source, run_id: run };
  const answer = await server.get(`${API}/runs/get`, { run_id: run, run_uuid: run });
  const info = objectIn(objectIn(answer, 'run'), 'info');
  const path = pathInRun(place);
  const [folder, model = ''] = path.split('/');
  const logged =
    folder === MODELS ? await findModel(server, model, textIn(info, 'experiment_id') ?? '') : undefined;
  if (logged !== undefined) return { source: `models:/${logged}`, model_id: logged, run_id: run };
  const top = textIn(info, 'artifact_uri') ?? '';
  return { source: path === '' ? top : `${top}/${path}`, run_id: run };
}

function moveTo(server: Server, { name }: RegisteredModel, number: number, stage: string) {
  const message = { name, version: String(number), stage, archive_existing_versions: false };
  return server.post(`${API}/model-versions/transition-stage`, message);
}

function pairsOf(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
