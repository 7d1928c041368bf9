/**
 * Where versions of registered models are. A source is a text of a client's, kept as it is: nothing is ever read from
 * where it leads. What it says in addresses of ours is looked up once, when the version is made; from then on the version
 * has a location among the artifacts of a run, and that is read as any other path of a client's.
 */
import type { ModelVersion } from '../../run/registered-model.ts';
import type { RunId } from '../../run/run-id.ts';
import { type ArtifactPlace, checkArtifactPath, modelUri, readPlace, runUri } from './artifact-path.ts';
import { absent, invalid, isAbsence, MlflowError } from './errors.ts';
import { findModel } from './logged-model.ts';
import { parseModelId } from './model-id.ts';
import { aliasedVersion, latestOfStage } from './model-versions.ts';
import { versionOf } from './registry.ts';
import type { Tracking } from './tracking.ts';

/** Throws MlflowError for a source that leads into a file system, or would once it is decoded. */
export function checkSource(
  source: string,
  { model = '', isPrompt }: { readonly model?: string | undefined; readonly isPrompt: boolean },
): void {
  if (isLocal(source) && !(isPrompt && /^[\w-]+$/.test(source))) {
    const by = model === '' ? 'run_id' : 'model_id';
    throw invalid(
      `Invalid model version source: '${source}'. To use a local path as a model version source, the ${by} request parameter has to be specified and the local path has to be contained within the artifact directory of the run specified by the ${by}.`,
    );
  }
  const decoded = decodedWhole(source);
  if (/\p{Cc}/u.test(decoded) || decoded.split(/[/\\]/).some(part => part === '.' || part === '..'))
    throw invalid(
      `Invalid model version source: '${source}'. If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path must be provided without relative path references present. Please provide an absolute path.`,
    );
}

/** A drive of Windows is no scheme. */
function isLocal(source: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(source)?.[1]?.toLowerCase();
  return scheme === undefined || scheme === 'file';
}

/** Until nothing more is encoded: whoever reads it may decode it more than once. */
function decodedWhole(source: string): string {
  let text = source;
  for (;;) {
    const next = text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (next === text) return text;
    text = next;
  }
}

/** What a source was found to be. */
export interface Located {
  readonly run: RunId;
  /** As the `artifact_uri` of a run or a model, with a path behind it. */
  readonly location: string;
}

/**
 * Looks up what a source says in addresses of ours; undefined where it is another one, or leads to no run that is here.
 * Throws MlflowError where it is a `models:/` that leads nowhere: no client could ever read it.
 */
export async function locate(tracking: Tracking, source: string): Promise<Located | undefined> {
  const place = await placeOfSource(tracking, source);
  return place === undefined ? undefined : located(tracking, place).catch(passOver);
}

async function placeOfSource(tracking: Tracking, source: string): Promise<ArtifactPlace | undefined> {
  const [, scheme, rest = ''] = /^([a-z-]+):\/(.*)$/s.exec(source) ?? [];
  if (scheme === 'mlflow-artifacts') return placeAt(rest);
  if (scheme === 'runs') return placeInRun(tracking, rest).catch(passOver);
  if (scheme !== 'models') return undefined;
  try {
    return await placeOfModel(tracking, rest);
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error;
    throw absent(
      `Unable to fetch model from model URI source artifact location '${source}'. Error: ${error.message}`,
    );
  }
}

/** Whether with or without a server's name: it is one of this server, or of one that has served this repository. */
function placeAt(rest: string): ArtifactPlace | undefined {
  const path = rest.startsWith('/') ? rest.replace(/^\/[^/]*\/?/, '') : rest;
  try {
    return readPlace(path.replace(/\/$/, ''));
  } catch (error) {
    return passOver(error);
  }
}

/** What a run logged as a model of a name is found by that name, as its files are. */
async function placeInRun(tracking: Tracking, rest: string): Promise<ArtifactPlace | undefined> {
  const [, id = '', below = ''] = /^\/*([^/]+)\/?(.*)$/s.exec(rest) ?? [];
  const path = checkArtifactPath(below, { mayBeTop: true });
  const run = await tracking.find(id);
  const { models } = await run.facts();
  const model = [...models.values()].findLast(({ name }) => name === path);
  return model === undefined ? { run: run.id, path } : { run: run.id, model: model.id, path: '' };
}

/** `m-…`, `name/version`, `name/stage`, `name/latest` or `name@alias`. */
async function placeOfModel(tracking: Tracking, rest: string): Promise<ArtifactPlace> {
  const text = rest.replace(/^\/+|\/+$/g, '');
  const id = parseModelId(text);
  if (id !== undefined) {
    const { run } = await findModel(tracking, id);
    return { run: run.id, model: id, path: '' };
  }
  const [, name = '', mark = '', which = ''] = /^(.*?)([@/])([^@/]*)$/s.exec(text) ?? [];
  const model = await tracking.registry.get(name || text);
  const version =
    mark === '@'
      ? aliasedVersion(model, which)
      : /^\d+$/.test(which)
        ? versionOf(model, which)
        : latestOfStage(model, which);
  const place = placeOf(version);
  if (place === undefined) throw absent(`its source is '${version.source}'`);
  return place;
}

async function located(tracking: Tracking, place: ArtifactPlace): Promise<Located> {
  const run = await tracking.find(place.run);
  const experiment = await tracking.experiments.idOf((await run.view()).experiment);
  const top = place.model === undefined ? runUri(experiment, run.id) : modelUri(experiment, place.model);
  return { run: run.id, location: place.path === '' ? top : `${top}/${place.path}` };
}

/** Where a version's files are, among the artifacts of a run; undefined where they are none of ours. */
export function placeOf({ location }: ModelVersion): ArtifactPlace | undefined {
  const [, path] = /^mlflow-artifacts:\/(.*)$/s.exec(location ?? '') ?? [];
  return path === undefined ? undefined : placeAt(path);
}

function passOver(error: unknown): undefined {
  if (!isAbsence(error) && !isRefused(error)) throw error;
}

/** A path that is none of ours. */
function isRefused(error: unknown): boolean {
  return error instanceof MlflowError && error.data.code === 'INVALID_PARAMETER_VALUE';
}
