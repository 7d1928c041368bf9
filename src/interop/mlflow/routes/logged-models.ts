/** Logged models: each belongs to a run, and its files lie among that run's artifacts. */

import { defaultName } from '../../../run/name.ts';
import { newRunId } from '../../../store/new-id.ts';
import { entryMessages, listArtifacts } from '../artifact-list.ts';
import { checkArtifactPath, modelUri } from '../artifact-path.ts';
import { MODEL_STATUSES } from '../enums.ts';
import { absent } from '../errors.ts';
import type { KeyValue, LoggedModel } from '../facts.ts';
import { list, message, oneOf, optional, required, text } from '../fields.ts';
import { checkModelName, keptParam, keptTag } from '../limits.ts';
import { answer, changeModel, findModel, modelIn, runNamed } from '../logged-model.ts';
import { modelId } from '../model-id.ts';
import { route } from '../route.ts';
import { MODELS_TAG } from '../run-tags.ts';
import type { Tracking } from '../tracking.ts';
import { pair } from './run-fields.ts';

/** A model of many parameters has a long request. */
const MOST = 32_000_000;

const create = route(
  'POST logged-models',
  message({
    experiment_id: required(text),
    name: optional(text),
    model_type: optional(text),
    source_run_id: optional(text),
    params: list(pair),
    tags: list(pair),
  }),
  async (tracking, { experiment_id, name = '', model_type, source_run_id = '', params, tags }) => {
    const now = tracking.world.now();
    const called = name || defaultName(newRunId(now));
    checkModelName(called);
    const run = source_run_id === '' ? await runForModel(tracking, experiment_id, called) : source_run_id;
    return tracking.change(run, async run => {
      // Between these no other request may come: each model has a number of its own.
      const facts = await run.facts();
      const id = modelId(run.id, facts.modelCount);
      const model: LoggedModel = {
        ...{ id, name: called, type: model_type, status: 'LOGGED_MODEL_PENDING', created: now, updated: now },
        params: params.map(({ key, value = '' }) => ({ key, value: keptParam(value) })),
        tags: tags.map(({ key, value = '' }) => ({ key, value: keptTag(value) })),
      };
      await run.note([{ kind: 'model', model }]);
      await run.log({ tags: [{ key: MODELS_TAG, value: String(facts.modelCount) }] });
      return answer(tracking, run, model);
    });
  },
  { most: MOST },
);

/** One that is logged in no run has a run of its own. */
async function runForModel(tracking: Tracking, experiment: string, name: string): Promise<string> {
  const { name: own } = await tracking.experiments.get(experiment);
  const started = tracking.world.now();
  const run = await tracking.create({ name, experiment: own, user: '', started, tags: [] });
  await tracking.change(run.id, run => run.update({ status: 'FINISHED' }));
  return run.id;
}

const id = { model_id: required(text) };

const get = route('GET logged-models/:model_id', message(id), async (tracking, { model_id }) => {
  const { run, model } = await findModel(tracking, model_id);
  return answer(tracking, run, model);
});

const finalize = route(
  'PATCH logged-models/:model_id',
  message({ ...id, status: required(oneOf(MODEL_STATUSES)) }),
  (tracking, { model_id, status }) => changeModel(tracking, model_id, () => ({ status })),
);

const remove = route('DELETE logged-models/:model_id', message(id), async (tracking, { model_id }) => {
  return tracking.change(runNamed(model_id), async run => {
    await run.note([{ kind: 'no model', model: (await modelIn(run, model_id)).id }]);
    return {};
  });
});

const setTags = route(
  'PATCH logged-models/:model_id/tags',
  message({ ...id, tags: list(pair) }),
  (tracking, { model_id, tags }) =>
    changeModel(tracking, model_id, model => ({ tags: joined(model.tags, tags) })),
);

const deleteTag = route(
  'DELETE logged-models/:model_id/tags/:tag_key',
  message({ ...id, tag_key: required(text) }),
  async (tracking, { model_id, tag_key }) => {
    await changeModel(tracking, model_id, ({ tags }) => {
      if (!tags.some(({ key }) => key === tag_key))
        throw absent(`No tag with key '${tag_key}' found for model with ID '${model_id}'.`);
      return { tags: tags.filter(({ key }) => key !== tag_key) };
    });
    return {};
  },
);

const addParams = route(
  'POST logged-models/:model_id/params',
  message({ ...id, params: list(pair) }),
  async (tracking, { model_id, params }) => {
    await changeModel(tracking, model_id, model => ({ params: joined(model.params, params) }));
    return {};
  },
);

function joined(
  before: readonly KeyValue[],
  added: readonly { key: string; value?: string | undefined }[],
): KeyValue[] {
  const all = new Map(before.map(({ key, value }) => [key, value]));
  for (const { key, value = '' } of added) all.set(key, keptTag(value));
  return [...all].map(([key, value]) => ({ key, value }));
}

const directories = route(
  'GET logged-models/:model_id/artifacts/directories',
  message({ ...id, artifact_directory_path: optional(text) }),
  async (tracking, { model_id, artifact_directory_path = '' }) => {
    const { run, model } = await findModel(tracking, model_id);
    const path = checkArtifactPath(artifact_directory_path, { mayBeTop: true });
    const files = await listArtifacts(run, { run: run.id, model: model.id, path });
    const below = path === '' ? '' : `${path}/`;
    return {
      root_uri: modelUri(await tracking.experiments.idOf((await run.view()).experiment), model.id),
      files: entryMessages(files, below),
    };
  },
);

export const loggedModelRoutes = [
  ...[create, get, finalize, remove, setTags, deleteTag, addParams, directories],
];
