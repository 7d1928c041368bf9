/** The page of a run for the endpoint: of one that has ended from Git, of one that is being written what has been said of it. */
import { listArtifacts } from '../../interop/mlflow/artifact-list.ts';
import { FACTS_FILE } from '../../interop/mlflow/facts.ts';
import type { Page } from '../../interop/mlflow/pages.ts';
import { rowOfView } from '../../interop/mlflow/run-rows.ts';
import type { RunView, TrackedRun } from '../../interop/mlflow/tracked-run.ts';
import type { Artifact } from '../../run/manifest.ts';
import { type MetricSummary, summarise } from '../../run/metric.ts';
import type { Params } from '../../run/param.ts';
import { pageDataOf } from '../../view/figure/page-data.ts';
import type { MetricSeries } from '../../view/figure/series.ts';
import { pagePolicy } from '../../view/html/page.ts';
import { runPage } from '../../view/html/run-page.ts';
import type { RunDetail } from '../../view/run-sections.ts';
import type { Context } from '../context.ts';
import { detailOf } from '../detail.ts';
import { metricDirections } from '../directions.ts';
import { findRun } from '../find-run.ts';
import { pageScript } from '../pictures.ts';
import { pageMetrics } from '../plot/page.ts';
import { readCurves } from '../plot/read-curves.ts';
import type { EndedRun, FoundRun } from '../runs.ts';

/** Addresses that the page leads to. */
export interface PagePlaces {
  /** The page of its experiment. */
  readonly up: string;
  /** The top of the endpoint. */
  readonly top: string;
}

/** What is shown. */
interface Shown {
  readonly detail: RunDetail;
  /** By metric. */
  readonly curves: ReadonlyMap<string, MetricSeries>;
}

/** Reads all that is shown and prints the page. Throws what reading a run throws. */
export async function readRunPage(context: Context, run: TrackedRun, places: PagePlaces): Promise<Page> {
  const found = await findRun(context, run.id);
  const shown = isEnded(found) ? await ended(context, found) : await going(context, run, found);
  const { detail } = shown;
  const curves = await drawn(context, shown);
  const html = runPage({
    ...{ detail, curves, up: places.up },
    clock: { now: context.now(), zone: context.zone },
    // What the endpoint keeps there for itself it gives to nobody.
    artifact: path =>
      path === FACTS_FILE
        ? undefined
        : `${places.top}get-artifact?${new URLSearchParams({ run_id: run.id, path })}`,
  });
  return { html, policy: pagePolicy(curves?.script) };
}

function isEnded(found: FoundRun): found is EndedRun {
  return found.loaded !== undefined;
}

async function ended(context: Context, found: EndedRun): Promise<Shown> {
  const { row, loaded } = found;
  const detail = await detailOf(context, found);
  const metrics = new Set(pageMetrics([row]));
  const source = { commit: loaded.commit, started: row.started, metrics: row.metrics };
  const [curves = new Map<string, MetricSeries>()] = await readCurves(await context.source(), [source], {
    metrics,
  });
  return { detail, curves };
}

async function going(context: Context, run: TrackedRun, found: FoundRun): Promise<Shown> {
  const [view, detail] = [await run.view(), await detailOf(context, found)];
  const metrics: Record<string, MetricSummary> = Object.create(null);
  const curves = new Map<string, MetricSeries>();
  for (const [key] of view.metrics) {
    const points = await run.history(key);
    const start = Number(view.started) / 1000;
    const [step, y] = [points.map(one => Number(one.step)), points.map(({ value }) => value)];
    curves.set(key, { step, y, seconds: points.map(one => Number(one.timestamp) / 1000 - start) });
    for (const [at, value] of y.entries()) metrics[key] = summarise(metrics[key], value, step[at] as number);
  }
  const { name, tags } = rowOfView(view);
  const row = { ...detail.row, name, tags, metrics, params: paramsOf(view, detail.row.params) };
  return { detail: { ...detail, row, artifacts: await artifactsOf(run) }, curves };
}

/** Those that it was begun with say where they come from. */
function paramsOf({ params }: RunView, planned: Params): Params {
  const all: Record<string, Params[string]> = Object.create(null);
  for (const [key, value] of params) all[key] = planned[key] ?? { value, origin: { kind: 'event' } };
  return all;
}

/** All files, however deep. */
async function artifactsOf(run: TrackedRun, path = ''): Promise<Artifact[]> {
  const found: Artifact[] = [];
  for (const { name, size } of await listArtifacts(run, { run: run.id, path })) {
    const below = path === '' ? name : `${path}/${name}`;
    if (size === undefined) found.push(...(await artifactsOf(run, below)));
    else found.push({ path: below, size, sha256: '' });
  }
  return found;
}

/** A metric of a single point has no curve. */
async function drawn(context: Context, { detail: { row }, curves }: Shown) {
  const names = pageMetrics([row]);
  const metrics = names.flatMap(metric => {
    const points = curves.get(metric);
    return points === undefined || points.y.length < 2 ? [] : [{ metric, series: [{ run: 0, points }] }];
  });
  if (metrics.length === 0) return undefined;
  const data = pageDataOf({
    title: row.name,
    runs: [{ name: row.name, delay: 0 }],
    metrics,
    directions: await metricDirections(context),
    every: 1,
    columns: [],
    figures: {},
    start: { axis: 'step', smoothing: 0, logX: false, logY: false },
  });
  return { data, script: await pageScript() };
}
