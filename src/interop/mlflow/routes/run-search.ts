/** Searching runs, and the histories of their metrics. */
import { VIEW_TYPES } from '../enums.ts';
import { invalid } from '../errors.ts';
import { int32, int64, list, message, oneOf, optional, required, text } from '../fields.ts';
import { checkPageSize } from '../limits.ts';
import { pageOf } from '../paging.ts';
import { type Point, sampledSteps } from '../points.ts';
import { route } from '../route.ts';
import { metricMessage, runMessage } from '../run-json.ts';
import { searchRuns } from '../search-runs.ts';
import type { Tracking } from '../tracking.ts';
import { runOf, whichRun } from './run-fields.ts';

const MOST_RUNS = 50_000;

const search = route(
  'POST runs/search',
  message({
    experiment_ids: list(text),
    filter: optional(text),
    run_view_type: optional(oneOf(VIEW_TYPES)),
    max_results: optional(int32),
    order_by: list(text),
    page_token: optional(text),
  }),
  async (tracking, asked) => {
    const { filter = '', run_view_type = 'ACTIVE_ONLY', max_results = 1000, order_by, page_token } = asked;
    checkPageSize(max_results, MOST_RUNS);
    const ids = await idsByName(tracking, asked.experiment_ids);
    const { items, token } = await searchRuns(tracking, {
      experiments: new Set(ids.keys()),
      ...{ filter, view: run_view_type, order: order_by, most: max_results, token: page_token },
    });
    return {
      runs: items.map(run => runMessage(run, ids.get(run.experiment) as string)),
      next_page_token: token,
    };
  },
);

/** The experiments that are searched: their ids by their names. What is none has no runs. */
async function idsByName({ experiments }: Tracking, ids: readonly string[]): Promise<Map<string, string>> {
  const all = await experiments.byWireId();
  return new Map(
    ids.flatMap(id => [all.get(id)].flatMap(one => (one === undefined ? [] : [[one.name, id] as const]))),
  );
}

const MOST_POINTS = 25_000;

const history = route(
  'GET metrics/get-history',
  message({
    ...whichRun.entries,
    metric_key: required(text),
    max_results: optional(int32),
    page_token: optional(text),
  }),
  async (tracking, asked) => {
    const { metric_key, max_results = Number.POSITIVE_INFINITY, page_token } = asked;
    const points = await (await tracking.find(runOf(asked))).history(metric_key);
    const places = points.map((point, at) => ({ point, at }));
    const page = { most: max_results, token: page_token };
    const { items, token } = pageOf(places, page, ({ at }) => String(at));
    return { metrics: items.map(({ point }) => metricMessage(metric_key, point)), next_page_token: token };
  },
);

const MOST_BULK_RUNS = 100;

const bulk = route(
  'GET metrics/get-history-bulk',
  message({ run_id: list(text), metric_key: required(text), max_results: optional(int32) }),
  async (tracking, { run_id, metric_key, max_results = MOST_POINTS }) => {
    checkPageSize(max_results, MOST_POINTS);
    const ids = checkRuns(run_id, 'run_id').toSorted();
    const metrics = [];
    for (const { id, points } of await histories(tracking, ids, metric_key))
      metrics.push(...points.map(point => metricMessage(metric_key, point, id)));
    return { metrics: metrics.slice(0, max_results) };
  },
);

const MOST_SAMPLED = 2500;

const interval = route(
  'GET metrics/get-history-bulk-interval',
  message({
    run_ids: list(text),
    metric_key: required(text),
    start_step: optional(int64),
    end_step: optional(int64),
    max_results: optional(int32),
  }),
  async (tracking, { run_ids, metric_key, start_step, end_step, max_results = MOST_SAMPLED }) => {
    checkPageSize(max_results, MOST_SAMPLED);
    if ((start_step === undefined) !== (end_step === undefined))
      throw invalid('If either start step or end step are specified, both must be specified.');
    if (start_step !== undefined && end_step !== undefined && start_step > end_step)
      throw invalid(
        `end_step must be greater than start_step. Found start_step=${start_step} and end_step=${end_step}.`,
      );
    const range =
      start_step === undefined || end_step === undefined ? undefined : { start: start_step, end: end_step };
    const found = await histories(tracking, checkRuns(run_ids, 'run_ids'), metric_key);
    const isShown = sampledSteps(
      found.map(({ points }) => points),
      max_results,
      range,
    );
    const metrics = found.flatMap(({ id, points }) =>
      bySteps(points.filter(({ step }) => isShown(step))).map(point => metricMessage(metric_key, point, id)),
    );
    return { metrics };
  },
);

function checkRuns(ids: readonly string[], name: string): readonly string[] {
  if (ids.length === 0) throw invalid(`GetMetricHistoryBulk request must specify at least one ${name}.`);
  if (ids.length > MOST_BULK_RUNS)
    throw invalid(
      `GetMetricHistoryBulk request cannot specify more than ${MOST_BULK_RUNS} ${name}. Received ${ids.length}.`,
    );
  return ids;
}

async function histories(tracking: Tracking, ids: readonly string[], key: string) {
  const found: { readonly id: string; readonly points: readonly Point[] }[] = [];
  for (const id of ids) found.push({ id, points: await (await tracking.find(id)).history(key) });
  return found;
}

/** Points of one step stay in the order of time. */
function bySteps(points: readonly Point[]): Point[] {
  return points.toSorted((one, other) => (one.step < other.step ? -1 : one.step > other.step ? 1 : 0));
}

export const runSearchRoutes = [search, history, bulk, interval];
