/** Experiments: create, find, search, rename, tag, into the trash and out of it. */
import type { Experiment } from '../../../run/experiment.ts';
import { type Attributes, clauseTest, inOrder, readOrder } from '../clauses.ts';
import { isOfView, VIEW_TYPES } from '../enums.ts';
import { absent } from '../errors.ts';
import { experimentNameOf, mlflowExperiment } from '../experiment-json.ts';
import { experimentNumber } from '../experiment-number.ts';
import { int32, list, message, oneOf, optional, required, text } from '../fields.ts';
import { checkExperimentName, checkExperimentTag, checkLocation, checkPageSize } from '../limits.ts';
import { experimentMessage, LOCATION_TAG } from '../messages.ts';
import { pageOf } from '../paging.ts';
import { route } from '../route.ts';
import { checkActive, type Tracking } from '../tracking.ts';

const id = { experiment_id: required(text) };
const tag = message({ key: required(text), value: optional(text) });

const create = route(
  'POST experiments/create',
  message({ name: required(text), artifact_location: optional(text), tags: list(tag) }),
  async ({ experiments }, { name, artifact_location, tags }) => {
    checkExperimentName(name, 'name');
    if (artifact_location) checkLocation(artifact_location);
    for (const { key, value = '' } of tags) checkExperimentTag(key, value);
    const created = await experiments.create(name, {
      ...Object.fromEntries(tags.map(({ key, value = '' }) => [key, value])),
      ...(artifact_location ? { [LOCATION_TAG]: artifact_location } : {}),
    });
    return { experiment_id: experimentNumber(created.id) };
  },
);

const get = route('GET experiments/get', message(id), async ({ experiments }, { experiment_id }) => ({
  experiment: experimentMessage(await experiments.get(experiment_id)),
}));

const getByName = route(
  'GET experiments/get-by-name',
  message({ experiment_name: required(text) }),
  async ({ experiments }, { experiment_name }) => ({
    experiment: experimentMessage(await experiments.byName(experiment_name)),
  }),
);

const searching = message({
  max_results: optional(int32),
  page_token: optional(text),
  filter: optional(text),
  order_by: list(text),
  view_type: optional(oneOf(VIEW_TYPES)),
});

const ATTRIBUTES: Attributes = {
  ...{ name: 'text', experiment_id: 'text', creation_time: 'number', last_update_time: 'number' },
};
const MOST = 50_000;

const [search, searchByQuery] = (['POST', 'GET'] as const).map(method =>
  route(`${method} experiments/search`, searching, async ({ experiments }, asked) => {
    const { max_results = 0, page_token, filter = '', order_by, view_type = 'ACTIVE_ONLY' } = asked;
    checkPageSize(max_results, MOST);
    const test = clauseTest(filter, ATTRIBUTES, ask);
    const found = (await experiments.all()).filter(
      one => isOfView({ trashed: one.removed }, view_type) && test(one),
    );
    const orders = [...order_by, ...(order_by.length === 0 ? ['creation_time DESC'] : []), 'experiment_id'];
    const sorted = inOrder(
      found,
      orders.map(one => readOrder(one, ATTRIBUTES)),
      ask,
    );
    const { items, token } = pageOf(sorted, { most: max_results, token: page_token }, one => one.id);
    return { experiments: items.map(experimentMessage), next_page_token: token };
  }),
) as [ReturnType<typeof route>, ReturnType<typeof route>];

function ask(
  experiment: Experiment,
  { kind, name }: { kind: string; name: string },
): string | number | undefined {
  if (kind === 'tag') return Object.hasOwn(experiment.tags, name) ? experiment.tags[name] : undefined;
  const told = mlflowExperiment(experiment);
  if (name === 'name') return told.name;
  return name === 'experiment_id' ? told.experiment_id : told.creation_time;
}

const remove = route('POST experiments/delete', message(id), async (tracking, { experiment_id }) => {
  checkActive(await tracking.experiments.get(experiment_id), experiment_id);
  return setRemoved(tracking, experiment_id, true);
});

const restore = route('POST experiments/restore', message(id), (tracking, { experiment_id }) =>
  setRemoved(tracking, experiment_id, false),
);

async function setRemoved({ experiments }: Tracking, experiment: string, removed: boolean) {
  await experiments.change(experiment, () => ({ removed }));
  return {};
}

const update = route(
  'POST experiments/update',
  message({ ...id, new_name: required(text) }),
  async ({ experiments }, { experiment_id, new_name }) => {
    checkActive(await experiments.get(experiment_id), experiment_id);
    checkExperimentName(new_name, 'new_name');
    await experiments.change(experiment_id, () => ({ name: experimentNameOf(new_name) }));
    return {};
  },
);

const setTag = route(
  'POST experiments/set-experiment-tag',
  message({ ...id, key: required(text), value: optional(text) }),
  async ({ experiments }, { experiment_id, key, value = '' }) => {
    checkExperimentTag(key, value);
    checkActive(await experiments.get(experiment_id), experiment_id);
    await experiments.change(experiment_id, ({ tags }) => ({ tags: { ...tags, [key]: value } }));
    return {};
  },
);

const deleteTag = route(
  'POST experiments/delete-experiment-tag',
  message({ ...id, key: required(text) }),
  async ({ experiments }, { experiment_id, key }) => {
    await experiments.change(experiment_id, ({ tags }) => {
      if (!Object.hasOwn(tags, key))
        throw absent(`No tag with name: ${key} in experiment with id ${experiment_id}`);
      const { [key]: _, ...others } = tags;
      return { tags: others };
    });
    return {};
  },
);

export const experimentRoutes = [
  ...[create, get, getByName, search, searchByQuery, remove, restore, update, setTag, deleteTag],
];
