/** Registered models of a server of MLflow, with all their versions. */
import type { JsonObject } from '../../run/json.ts';
import { NO_STAGE } from '../mlflow/model-stages.ts';
import { isPrompt, PROMPT_TAG } from '../mlflow/prompt-tag.ts';
import { textsOf } from '../mlflow-runs/fact-records.ts';
import { numberIn, optionalTexts, textIn } from '../mlflow-runs/meta-fields.ts';
import type { MlflowRegistered, MlflowVersion } from '../mlflow-runs/mlflow-registered.ts';
import { type Server, whyOne } from './open-server.ts';
import { newBy, objectIn, objectsIn, pages, pairsIn } from './pages.ts';
import { isAbsence, RefusedError } from './refused-error.ts';
import { GIVEN_TAG } from './runs-there.ts';

type Lose = (path: string, why: string) => void;

const API = '/api/2.0/mlflow';
/** Of models, and of versions. */
const [MODELS, VERSIONS] = [100, 1000];

/** A server tells of prompts only who asks for them. */
const PROMPTS = `tags.\`${PROMPT_TAG}\` = 'true'`;

/** Reads them, one by one. A server that does not know of them, or does not tell, has none; what it keeps back is told. */
export async function* readRegistered(server: Server, lose: Lose): AsyncGenerator<MlflowRegistered> {
  const isNew = newBy(model => textIn(model, 'name'));
  for (const only of ['', PROMPTS]) {
    const ask = (token: string | undefined) =>
      server
        .get(`${API}/registered-models/search`, { max_results: MODELS, ...filtered(only), ...tokenIn(token) })
        .catch(error => {
          if (error instanceof RefusedError && token === undefined) return {};
          throw error;
        });
    for await (const page of pages(ask, 'registered_models', { isNew, lose: why => lose('models', why) }))
      for (const message of page) yield await readModel(server, message, only, lose);
  }
}

/** Reads the one of a name; undefined where there is none. */
export async function readRegisteredNamed(
  server: Server,
  name: string,
  lose: Lose,
): Promise<MlflowRegistered | undefined> {
  const answer = await server.get(`${API}/registered-models/get`, { name }).catch(error => {
    if (isAbsence(error)) return {};
    throw error;
  });
  const message = objectIn(answer, 'registered_model');
  if (textIn(message, 'name') === undefined) return undefined;
  const only = isPrompt({ tags: textsOf(pairsIn(message, 'tags')) }) ? PROMPTS : '';
  return readModel(server, message, only, lose);
}

async function readModel(
  server: Server,
  message: JsonObject,
  only: string,
  lose: Lose,
): Promise<MlflowRegistered> {
  const name = textIn(message, 'name') as string;
  const path = `models/${name}`;
  const versions: MlflowVersion[] = [];
  try {
    for await (const one of versionsOf(server, { name, path, only, lose })) versions.push(one);
  } catch (error) {
    lose(path, `has versions that are not given: ${await whyOne(server, error)}`);
  }
  const { [GIVEN_TAG]: ours, ...tags } = textsOf(pairsIn(message, 'tags'));
  const aliases = objectsIn(message, 'aliases').map(one => [
    textIn(one, 'alias') ?? '',
    numberIn(one, 'version') ?? 0,
  ]);
  return {
    ...{ name, path, tags },
    ...optionalTexts({ ours }),
    description: textIn(message, 'description') ?? '',
    aliases: Object.fromEntries(aliases),
    versions: versions.sort((one, other) => one.number - other.number),
    ...timesOf(message),
  };
}

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly only: string;
  readonly lose: Lose;
}

async function* versionsOf(server: Server, { name, path, only, lose }: Asked): AsyncGenerator<MlflowVersion> {
  const isNew = newBy(version => textIn(version, 'version'));
  const ofName = `name = ${quoted(name)}`;
  const filter = only === '' ? ofName : `${ofName} AND ${only}`;
  const ask = (token: string | undefined) =>
    server.get(`${API}/model-versions/search`, { filter, max_results: VERSIONS, ...tokenIn(token) });
  for await (const page of pages(ask, 'model_versions', { isNew, lose: why => lose(path, why) }))
    for (const message of page) {
      const number = Number(textIn(message, 'version'));
      if (Number.isSafeInteger(number) && number > 0) yield await readVersion(server, message, number);
      else lose(`${path}/version-${textIn(message, 'version')}`, 'is no version: it has no number');
    }
}

/** Texts of MLflow's filters have no way to write the quote that is around them. */
function quoted(name: string): string {
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

async function readVersion(server: Server, message: JsonObject, number: number): Promise<MlflowVersion> {
  const source = textIn(message, 'source') ?? '';
  const { [GIVEN_TAG]: ours, ...tags } = textsOf(pairsIn(message, 'tags'));
  return {
    ...{ number, source, tags },
    ...optionalTexts({
      ours,
      stored: await storedAt(server, message, source),
      run: textIn(message, 'run_id'),
      runLink: textIn(message, 'run_link'),
      model: textIn(message, 'model_id'),
    }),
    description: textIn(message, 'description') ?? '',
    stage: textIn(message, 'current_stage') ?? NO_STAGE,
    deleted: false,
    ...timesOf(message),
  };
}

/** Where one is that is said to be where another one is; each other says it by its source. */
async function storedAt(server: Server, message: JsonObject, source: string): Promise<string | undefined> {
  if (!source.startsWith('models:/')) return undefined;
  const [name = '', version = ''] = [textIn(message, 'name'), textIn(message, 'version')];
  const answer = await server
    .get(`${API}/model-versions/get-download-uri`, { name, version })
    .catch(error => {
      if (error instanceof RefusedError) return {};
      throw error;
    });
  return textIn(answer, 'artifact_uri');
}

function timesOf(message: JsonObject): Pick<MlflowVersion, 'created' | 'updated'> {
  const created = numberIn(message, 'creation_timestamp') ?? 0;
  return { created, updated: numberIn(message, 'last_updated_timestamp') ?? created };
}

function filtered(filter: string): { readonly filter?: string } {
  return filter === '' ? {} : { filter };
}

function tokenIn(token: string | undefined): { readonly page_token?: string } {
  return token === undefined ? {} : { page_token: token };
}
