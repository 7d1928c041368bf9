/** Searching logged models. */
import { type Attributes, clauseTest, inOrder, readOrder } from '../clauses.ts';
import type { Facts, LoggedModel } from '../facts.ts';
import { flag, int32, list, message, optional, required, text } from '../fields.ts';
import { checkPageSize } from '../limits.ts';
import { metricsOf } from '../logged-model.ts';
import { modelMessage } from '../messages.ts';
import { runOfModel } from '../model-id.ts';
import { pageOf } from '../paging.ts';
import { route } from '../route.ts';
import { runsWithModels } from '../search-runs.ts';
import type { Tracking } from '../tracking.ts';

const ATTRIBUTES: Attributes = {
  ...{ name: 'text', model_id: 'text', model_type: 'text', status: 'text', source_run_id: 'text' },
  ...{ creation_timestamp: 'number', creation_time: 'number' },
  ...{ last_updated_timestamp: 'number', last_updated_time: 'number' },
};
const MOST_MODELS = 100;

const search = route(
  'POST logged-models/search',
  message({
    experiment_ids: list(text),
    filter: optional(text),
    max_results: optional(int32),
    page_token: optional(text),
    order_by: list(message({ field_name: required(text), ascending: optional(flag) })),
  }),
  async (tracking, { experiment_ids, filter = '', max_results = MOST_MODELS / 2, page_token, order_by }) => {
    checkPageSize(max_results, MOST_MODELS);
    const test = clauseTest(filter, ATTRIBUTES, ask);
    const found = (await all(tracking, experiment_ids)).filter(test);
    const orders = order_by.map(({ field_name, ascending = true }) =>
      readOrder(`${field_name} ${ascending ? 'ASC' : 'DESC'}`, ATTRIBUTES),
    );
    const last = ['creation_timestamp DESC', 'model_id'].map(one => readOrder(one, ATTRIBUTES));
    const page = { most: max_results, token: page_token };
    const { items, token } = pageOf(inOrder(found, [...orders, ...last], ask), page, ({ model }) => model.id);
    return {
      models: items.map(({ model, experiment, facts }) =>
        modelMessage(model, experiment, metricsOf(facts, model)),
      ),
      next_page_token: token,
    };
  },
);

interface Listed {
  readonly model: LoggedModel;
  readonly facts: Facts;
  /** Its id on the wire. */
  readonly experiment: string;
}

async function all(tracking: Tracking, experiments: readonly string[]): Promise<Listed[]> {
  const known = await tracking.experiments.byWireId();
  const ids = new Map(
    experiments.flatMap(id => [known.get(id)].flatMap(one => (one ? [[one.name, id] as const] : []))),
  );
  const found: Listed[] = [];
  for (const row of await runsWithModels(tracking)) {
    const experiment = ids.get(row.experiment);
    if (experiment === undefined || row.trashed) continue;
    const facts = await (await tracking.find(row.id)).facts();
    for (const model of facts.models.values()) found.push({ model, facts, experiment });
  }
  return found;
}

function ask(
  { model, facts }: Listed,
  { kind, name }: { kind: string; name: string },
): string | number | undefined {
  if (kind === 'tag' || kind === 'param')
    return (kind === 'tag' ? model.tags : model.params).find(({ key }) => key === name)?.value;
  if (kind === 'metric') return metricsOf(facts, model).findLast(({ key }) => key === name)?.point.value;
  const { created, updated, type } = model;
  const attributes: Readonly<Record<string, string | number | undefined>> = {
    ...{ name: model.name, model_id: model.id, model_type: type, status: model.status },
    ...{ source_run_id: runOfModel(model.id), creation_timestamp: created, creation_time: created },
    ...{ last_updated_timestamp: updated, last_updated_time: updated },
  };
  return attributes[name];
}

export const loggedModelSearchRoutes = [search];
