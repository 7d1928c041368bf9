/** Searching registered models, and their versions. */
import type { RegisteredModel } from '../../../run/registered-model.ts';
import { type AskedKey, type Attributes, clauseTest, inOrder, readOrder } from '../clauses.ts';
import { int32, list, message, optional, text } from '../fields.ts';
import { checkPageSize } from '../limits.ts';
import { pageOf } from '../paging.ts';
import { isPrompt, PROMPT_TAG, promptTagOf } from '../prompt-tag.ts';
import type { VersionOfModel } from '../registry.ts';
import { registeredModelMessage, versionMessage } from '../registry-messages.ts';
import { route } from '../route.ts';

const searching = message({
  filter: optional(text),
  max_results: optional(int32),
  order_by: list(text),
  page_token: optional(text),
});

interface Asked {
  readonly filter?: string | undefined;
  readonly order_by: readonly string[];
  readonly page_token?: string | undefined;
}

interface Searched<Item> {
  readonly items: readonly Item[];
  /** Attributes that filters can ask for. */
  readonly attributes: Attributes;
  /** Those that can be ordered by. */
  readonly orders: Attributes;
  /** What is ordered by where nothing is said, and where what is said leaves it open. */
  readonly usual: readonly string[];
  ask(item: Item, key: AskedKey): string | number | undefined;
  tags(item: Item): Readonly<Record<string, string>>;
  id(item: Item): string;
}

/** One page. Prompts are found only by those who ask for them. */
function pageOfFound<Item>(
  searched: Searched<Item>,
  most: number,
  { filter = '', order_by, page_token }: Asked,
) {
  const { attributes, orders, usual, tags, ask, id } = searched;
  const asked = (item: Item, key: AskedKey) => {
    if (key.kind !== 'tag') return key.kind === 'attribute' ? ask(item, key) : undefined;
    if (key.name === PROMPT_TAG) return promptTagOf(tags(item));
    return Object.hasOwn(tags(item), key.name) ? tags(item)[key.name] : undefined;
  };
  const test = clauseTest(filter, attributes, asked);
  const items = searched.items.filter(
    item => test(item) && (filter.includes(PROMPT_TAG) || !isPrompt({ tags: tags(item) })),
  );
  const keys = [...order_by, ...usual].map(one => readOrder(one, orders));
  return pageOf(inOrder(items, keys, asked), { most, token: page_token }, id);
}

const TIMES: Attributes = { creation_timestamp: 'number', last_updated_timestamp: 'number' };
const MOST_MODELS = 1000;

const searchModels = route(
  'GET registered-models/search',
  searching,
  async ({ registry }, { max_results = 100, ...asked }) => {
    checkPageSize(max_results, MOST_MODELS);
    const models: Searched<RegisteredModel> = {
      ...{ items: await registry.all(), usual: ['name ASC'] },
      ...{ attributes: { name: 'text' }, orders: { name: 'text', ...TIMES } },
      ask: (model, { name }) => (name === 'name' ? model.name : timeOf(model, name)),
      tags: ({ tags }) => tags,
      id: ({ id }) => id,
    };
    const { items, token } = pageOfFound(models, max_results, asked);
    return { registered_models: items.map(registeredModelMessage), next_page_token: token };
  },
);

function timeOf({ created, updated }: { readonly created: string; readonly updated: string }, name: string) {
  return Date.parse(name === 'creation_timestamp' ? created : updated);
}

const MOST_VERSIONS = 200_000;
const VERSION_FILTERS: Attributes = {
  ...{ name: 'text', version_number: 'number', run_id: 'text', source_path: 'text' },
};
const VERSION_ORDERS: Attributes = { name: 'text', version_number: 'number', ...TIMES };

const searchVersions = route(
  'GET model-versions/search',
  searching,
  async ({ registry }, { max_results = 10_000, ...asked }) => {
    checkPageSize(max_results, MOST_VERSIONS);
    const all = (await registry.all()).flatMap(model =>
      model.versions.filter(({ removed }) => !removed).map(version => ({ model, version })),
    );
    const first = asked.order_by.length === 0 ? ['last_updated_timestamp DESC'] : [];
    const versions: Searched<VersionOfModel> = {
      ...{ items: all, usual: [...first, 'name ASC', 'version_number DESC'] },
      ...{ attributes: VERSION_FILTERS, orders: VERSION_ORDERS },
      ask: askVersion,
      tags: ({ version }) => version.tags,
      id: ({ version }) => version.id,
    };
    const { items, token } = pageOfFound(versions, max_results, asked);
    return { model_versions: items.map(versionMessage), next_page_token: token };
  },
);

function askVersion({ model, version }: VersionOfModel, { name }: AskedKey): string | number | undefined {
  if (name === 'name') return model.name;
  if (name === 'version_number') return version.number;
  if (name === 'run_id') return version.run;
  return name === 'source_path' ? version.source : timeOf(version, name);
}

export const registrySearchRoutes = [searchModels, searchVersions];
