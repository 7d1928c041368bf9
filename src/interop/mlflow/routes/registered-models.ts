/** Registered models: create, get, rename, describe, tag, delete; their aliases, and their latest versions. */
import { list, message, optional, required, text } from '../fields.ts';
import { readStage } from '../model-stages.ts';
import { aliasedVersion, latestVersions } from '../model-versions.ts';
import { versionOf } from '../registry.ts';
import {
  checkAlias,
  checkNewAlias,
  checkRegisteredName,
  checkRegistryTags,
  checkTexts,
} from '../registry-limits.ts';
import { registeredModelMessage, versionMessage } from '../registry-messages.ts';
import { route } from '../route.ts';
import { pair } from './run-fields.ts';

const named = { name: required(text) };

const create = route(
  'POST registered-models/create',
  message({ ...named, tags: list(pair), description: optional(text) }),
  async ({ registry }, { name, tags, description = '' }) => {
    checkRegisteredName(name, 'name');
    checkTexts({ description });
    const model = await registry.create(name, { description, tags: checkRegistryTags(tags) });
    return { registered_model: registeredModelMessage(model) };
  },
);

const get = route('GET registered-models/get', message(named), async ({ registry }, { name }) => ({
  registered_model: registeredModelMessage(await registry.get(name)),
}));

const update = route(
  'PATCH registered-models/update',
  message({ ...named, description: optional(text) }),
  async ({ registry }, { name, description = '' }) => {
    checkTexts({ description });
    return { registered_model: registeredModelMessage(await registry.change(name, () => ({ description }))) };
  },
);

const rename = route(
  'POST registered-models/rename',
  message({ ...named, new_name: required(text) }),
  async ({ registry }, { name, new_name }) => {
    checkRegisteredName(new_name, 'new_name');
    const model = await registry.change(name, () => ({ name: new_name }));
    return { registered_model: registeredModelMessage(model) };
  },
);

/** Its versions stay in Git, as all that was recorded does; its name is free again. */
const remove = route('DELETE registered-models/delete', message(named), async ({ registry }, { name }) => {
  await registry.change(name, () => ({ removed: true }));
  return {};
});

const setTag = route(
  'POST registered-models/set-tag',
  message({ ...named, ...pair.entries }),
  async ({ registry }, { name, ...tag }) => {
    const set = checkRegistryTags([tag]);
    await registry.change(name, ({ tags }) => ({ tags: { ...tags, ...set } }));
    return {};
  },
);

const deleteTag = route(
  'DELETE registered-models/delete-tag',
  message({ ...named, key: required(text) }),
  async ({ registry }, { name, key }) => {
    await registry.change(name, ({ tags: { [key]: _, ...others } }) => ({ tags: others }));
    return {};
  },
);

const alias = { ...named, alias: required(text) };

const setAlias = route(
  'POST registered-models/alias',
  message({ ...alias, version: required(text) }),
  async ({ registry }, { name, alias, version }) => {
    checkNewAlias(alias);
    await registry.change(name, model => ({
      aliases: { ...model.aliases, [alias]: versionOf(model, version).id },
    }));
    return {};
  },
);

const deleteAlias = route(
  'DELETE registered-models/alias',
  message(alias),
  async ({ registry }, { name, alias }) => {
    checkAlias(alias);
    await registry.change(name, ({ aliases: { [alias]: _, ...others } }) => ({ aliases: others }));
    return {};
  },
);

const getByAlias = route(
  'GET registered-models/alias',
  message(alias),
  async ({ registry }, { name, alias }) => {
    checkAlias(alias);
    const model = await registry.get(name);
    return { model_version: versionMessage({ model, version: aliasedVersion(model, alias) }) };
  },
);

const latest = (['POST', 'GET'] as const).map(method =>
  route(
    `${method} registered-models/get-latest-versions`,
    message({ ...named, stages: list(text) }),
    async ({ registry }, { name, stages }) => {
      const wanted = new Set(stages.map(readStage));
      const model = await registry.get(name);
      const found = latestVersions(model).filter(({ stage }) => wanted.size === 0 || wanted.has(stage));
      return { model_versions: found.map(version => versionMessage({ model, version })) };
    },
  ),
);

export const registeredModelRoutes = [
  ...[create, get, update, rename, remove, setTag, deleteTag],
  ...[setAlias, deleteAlias, getByAlias, ...latest],
];
