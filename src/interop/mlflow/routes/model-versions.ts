/** Versions of registered models: create, get, describe, tag, move from stage to stage, delete; where their files are. */
import { checkArtifactPath } from '../artifact-path.ts';
import { absent } from '../errors.ts';
import { flag, list, message, missing, optional, required, text } from '../fields.ts';
import { findModel } from '../logged-model.ts';
import { checkSource, locate, placeOf } from '../model-source.ts';
import { ARCHIVED, checkArchives, readStage } from '../model-stages.ts';
import { isPrompt } from '../prompt-tag.ts';
import { checkRegistryTags, checkTexts } from '../registry-limits.ts';
import { versionMessage } from '../registry-messages.ts';
import { bytesRoute, route } from '../route.ts';
import { download } from './artifacts.ts';
import { pair } from './run-fields.ts';

const create = route(
  'POST model-versions/create',
  message({
    name: required(text),
    source: required(text),
    run_id: optional(text),
    tags: list(pair),
    run_link: optional(text),
    description: optional(text),
    model_id: optional(text),
  }),
  async (tracking, { name, source, run_id, tags, run_link, description = '', model_id }) => {
    checkTexts({ source, run_id, run_link, description, model_id });
    const kept = checkRegistryTags(tags);
    checkSource(source, { model: model_id, isPrompt: isPrompt({ tags: kept }) });
    const found = await locate(tracking, source);
    const run = run_id || found?.run || (model_id ? (await findModel(tracking, model_id)).run.id : '');
    const made = await tracking.registry.addVersion(name, {
      ...{ source, description, tags: kept },
      ...(found === undefined ? {} : { location: found.location }),
      ...(run === '' ? {} : { run }),
      ...(run_link ? { runLink: run_link } : {}),
      ...(model_id ? { model: model_id } : {}),
    });
    return { model_version: versionMessage(made) };
  },
);

const which = { name: required(text), version: required(text) };

const get = route('GET model-versions/get', message(which), async ({ registry }, { name, version }) => ({
  model_version: versionMessage(await registry.version(name, version)),
}));

const update = route(
  'PATCH model-versions/update',
  message({ ...which, description: optional(text) }),
  async ({ registry }, { name, version, description = '' }) => {
    checkTexts({ description });
    const changed = await registry.changeVersion(name, version, () => ({ description }));
    return { model_version: versionMessage(changed) };
  },
);

/** It stays in Git; its number is not given again. */
const remove = route(
  'DELETE model-versions/delete',
  message(which),
  async ({ registry }, { name, version }) => {
    await registry.removeVersion(name, version);
    return {};
  },
);

const transition = route(
  'POST model-versions/transition-stage',
  message({ ...which, stage: required(text), archive_existing_versions: optional(flag) }),
  async ({ registry }, { name, version, stage: text, archive_existing_versions = false }) => {
    const stage = readStage(text);
    if (archive_existing_versions) checkArchives(text);
    const changed = await registry.changeVersion(
      name,
      version,
      () => ({ stage }),
      other => (archive_existing_versions && other.stage === stage ? { stage: ARCHIVED } : undefined),
    );
    return { model_version: versionMessage(changed) };
  },
);

const setTag = route(
  'POST model-versions/set-tag',
  message({ ...which, ...pair.entries }),
  async ({ registry }, { name, version, ...tag }) => {
    const set = checkRegistryTags([tag]);
    await registry.changeVersion(name, version, ({ tags }) => ({ tags: { ...tags, ...set } }));
    return {};
  },
);

const deleteTag = route(
  'DELETE model-versions/delete-tag',
  message({ ...which, key: required(text) }),
  async ({ registry }, { name, version, key }) => {
    await registry.changeVersion(name, version, ({ tags: { [key]: _, ...others } }) => ({ tags: others }));
    return {};
  },
);

/** Of one that lies elsewhere its client goes there; we do not. */
const downloadUri = route(
  'GET model-versions/get-download-uri',
  message(which),
  async ({ registry }, { name, version: number }) => {
    const { version } = await registry.version(name, number);
    return { artifact_uri: placeOf(version) === undefined ? version.source : version.location };
  },
);

const artifact = bytesRoute('GET /model-versions/get-artifact', async (tracking, { query }) => {
  const [name, number, path] = ['name', 'version', 'path'].map(field => {
    const value = query.get(field);
    if (!value) throw missing(field);
    return value;
  }) as [string, string, string];
  const below = checkArtifactPath(path);
  const { version } = await tracking.registry.version(name, number);
  const place = placeOf(version);
  if (place === undefined)
    throw absent(`No such artifact: version ${number} of '${name}' lies elsewhere, at '${version.source}'`);
  return download(tracking, { ...place, path: place.path === '' ? below : `${place.path}/${below}` });
});

export const modelVersionRoutes = [
  ...[create, get, update, remove, transition, setTag, deleteTag, downloadUri, artifact],
];
