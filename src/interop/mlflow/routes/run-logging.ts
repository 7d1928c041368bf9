/** What is logged in a run: params, metrics, tags, one by one or together; data sets and models that go in and out. */
import type { JsonObject } from '../../../run/json.ts';
import { invalid } from '../errors.ts';
import type { DatasetInput, Fact } from '../facts.ts';
import { int64, list, message, missing, optional, required, text } from '../fields.ts';
import { checkBatch, checkDataset, checkDistinct } from '../limits.ts';
import { route } from '../route.ts';
import { HISTORY_TAG } from '../run-tags.ts';
import { printMessage, readBody } from '../wire.ts';
import { metric, metricOf, pair, paramOf, runOf, tagOf, whichRun } from './run-fields.ts';

const logMetric = route(
  'POST runs/log-metric',
  message({ ...whichRun.entries, ...metric.entries }),
  async (tracking, request) => {
    const metrics = [metricOf(request)];
    await tracking.change(runOf(request), run => run.log({ metrics }));
    return {};
  },
);

const logParam = route(
  'POST runs/log-parameter',
  message({ ...whichRun.entries, ...pair.entries }),
  async (tracking, request) => {
    const params = [paramOf(request)];
    await tracking.change(runOf(request), run => run.log({ params }));
    return {};
  },
);

const setTag = route(
  'POST runs/set-tag',
  message({ ...whichRun.entries, ...pair.entries }),
  async (tracking, request) => {
    const tags = [tagOf(request)];
    await tracking.change(runOf(request), run => run.log({ tags }));
    return {};
  },
);

const deleteTag = route(
  'POST runs/delete-tag',
  message({ ...whichRun.entries, key: required(text) }),
  async (tracking, request) => {
    await tracking.change(runOf(request), run => run.deleteTag(request.key));
    return {};
  },
);

const logBatch = route(
  'POST runs/log-batch',
  message({ ...whichRun.entries, metrics: list(metric), params: list(pair), tags: list(pair) }),
  async (tracking, request) => {
    const { metrics, params, tags } = request;
    checkBatch({ metrics: metrics.length, params: params.length, tags: tags.length });
    checkDistinct(params);
    const writes = {
      metrics: metrics.map((one, at) => metricOf(one, `metrics[${at}].name`)),
      params: params.map((one, at) => paramOf(one, `params[${at}].key`)),
      tags: tags.map((one, at) => tagOf(one, `tags[${at}].key`)),
    };
    await tracking.change(runOf(request), run => run.log(writes));
    return {};
  },
);

const datasetInput = message({
  tags: list(pair),
  dataset: message({
    name: required(text),
    digest: required(text),
    source_type: required(text),
    source: required(text),
    schema: optional(text),
    profile: optional(text),
  }),
});

const MOST_DATASETS = 1000;
/** A data set's schema and profile may be long. */
const MOST_INPUTS = 32_000_000;

const logInputs = route(
  'POST runs/log-inputs',
  message({
    ...whichRun.entries,
    datasets: list(datasetInput),
    models: list(message({ model_id: required(text) })),
  }),
  async (tracking, request) => {
    const { datasets, models } = request;
    if (datasets.length > MOST_DATASETS)
      throw invalid(`At most ${MOST_DATASETS} datasets can be logged at once`);
    for (const { dataset } of datasets) checkDataset(dataset);
    const facts: Fact[] = [
      ...datasets.map(one => ({ kind: 'dataset', ...inputOf(one) }) as const),
      ...models.map(({ model_id }) => ({ kind: 'model input', model: model_id }) as const),
    ];
    if (facts.length > 0) await tracking.change(runOf(request), run => run.note(facts));
    return {};
  },
  { most: MOST_INPUTS },
);

interface InputFields extends Pick<DatasetInput, 'dataset'> {
  readonly tags: readonly { readonly key: string; readonly value?: string | undefined }[];
}

function inputOf({ tags, dataset }: InputFields): DatasetInput {
  return { dataset, tags: tags.map(({ key, value = '' }) => ({ key, value })) };
}

const outputs = route(
  'POST runs/outputs',
  message({
    ...whichRun.entries,
    models: list(message({ model_id: required(text), step: optional(int64) })),
  }),
  async (tracking, request) => {
    const facts = request.models.map(
      ({ model_id, step = 0 }): Fact => ({ kind: 'model output', model: model_id, step }),
    );
    if (facts.length > 0) await tracking.change(runOf(request), run => run.note(facts));
    return {};
  },
);

/** Clients of before MLflow 3 tell of a model in a tag of its run. */
const logModel = route(
  'POST runs/log-model',
  message({ ...whichRun.entries, model_json: required(text) }),
  async (tracking, request) => {
    const model = readModel(request.model_json);
    await tracking.change(runOf(request), async run => {
      const before = new Map((await run.view()).tags).get(HISTORY_TAG) ?? '[]';
      const { of: models } = readBody(`{"of":${before}}`);
      const value = printMessage([...(Array.isArray(models) ? models : []), model]);
      await run.log({ tags: [{ key: HISTORY_TAG, value }] });
    });
    return {};
  },
  { most: MOST_INPUTS },
);

function readModel(json: string): JsonObject {
  const model = readBody(json);
  for (const name of ['artifact_path', 'flavors', 'utc_time_created', 'run_id'])
    if (!Object.hasOwn(model, name)) throw missing(`model_json.${name}`);
  return model;
}

export const runLoggingRoutes = [
  ...[logMetric, logParam, setTag, deleteTag, logBatch, logInputs, outputs, logModel],
];
