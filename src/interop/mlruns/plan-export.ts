/** A run of ours → the files of a run in MLflow's file store, but for its artifacts. Pure. */
import { trashedSince } from '../../run/annotation.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../run/hex-id.ts';
import type { Loss } from '../../run/import-report.ts';
import type { JsonObject } from '../../run/json.ts';
import type { MetricChunk } from '../../run/metric.ts';
import { printParam } from '../../run/param.ts';
import type { Run } from '../../run/run.ts';
import { parseRunId } from '../../run/run-id.ts';
import type { LoadedRun } from '../../store/load.ts';
import { userOf } from '../mlflow/run-tags.ts';
import { mlflowIdOf } from '../mlflow-id.ts';
import { type KeptMlflow, keptIn } from '../mlflow-runs/kept-mlflow.ts';
import { textIn } from '../mlflow-runs/meta-fields.ts';
import type { Meta, MetricHistory } from '../mlflow-runs/mlflow-run.ts';
import { asName, COMMIT, NAME, NOTE, PARENT } from '../mlflow-runs/plan-run.ts';
import { fileKeys } from './file-keys.ts';
import { printMeta } from './meta-yaml.ts';
import { printMetric } from './metric-file.ts';

export interface ExportGround {
  readonly loaded: LoadedRun;
  readonly environment: JsonObject;
  readonly series: readonly MetricChunk[];
  /** MLflow's id of its experiment. */
  readonly experimentId: string;
  /** The URI of the experiment's directory, without a final slash. */
  readonly uri: string;
}

export interface PlannedExport {
  /** What MLflow calls the run. */
  readonly id: string;
  /** Files by their paths from the run's directory. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of data sets and models, by their paths from the experiment's directory: other runs may share them. */
  readonly shared: ReadonlyMap<string, string>;
  /** Ids of models whose artifacts are among the run's. */
  readonly models: readonly string[];
  /** By their paths from the run's directory. */
  readonly losses: readonly Loss[];
}

/** Plans it. */
export function planExport(ground: ExportGround): PlannedExport {
  const { run } = ground.loaded;
  const id = mlflowIdOf(run.id, run.tags);
  const kept = keptIn(ground.environment);
  const losses: Loss[] = [];
  const files = new Map([['meta.yaml', printMeta(metaOf(ground, id, kept))]]);
  const add = (folder: string, texts: ReadonlyMap<string, string>) => {
    const keys = fileKeys([...texts.keys()]);
    for (const { key, file, why } of keys) {
      if (why !== undefined) losses.push({ path: `${folder}/${key}`, why });
      if (file !== undefined) files.set(`${folder}/${file}`, texts.get(key) as string);
    }
  };
  add('params', new Map(Object.entries(run.params).map(([key, param]) => [key, printParam(param)])));
  add('tags', tagsOf(run));
  const histories = historiesOf(ground.series, kept);
  add('metrics', new Map(histories.map(history => [history.key, printMetric(history)])));
  for (const [folder, links] of [
    ['inputs', kept.inputs],
    ['outputs', kept.outputs],
  ] as const)
    for (const { name, link } of links)
      if (isName(name)) files.set(`${folder}/${name}/meta.yaml`, printMeta(link));
  return {
    id,
    files,
    ...sharedOf(ground, kept),
    losses,
  };
}

/** A status that MLflow has; a run that got lost has none of its own there. */
const STATUS = { finished: 3, failed: 4, killed: 5, lost: 5, running: 1 } as const;

function metaOf({ loaded, experimentId, uri }: ExportGround, id: string, kept: KeptMlflow): Meta {
  const { run, trashed, annotations } = loaded;
  const isOpen = run.outcome.status === 'lost' && kept.meta.end_time === null;
  const deleted = trashedSince(annotations);
  return {
    entry_point_name: '',
    source_name: '',
    source_type: 4,
    source_version: '',
    tags: [],
    user_id: userOf(run),
    ...kept.meta,
    artifact_uri: `${uri}/${id}/artifacts`,
    end_time: isOpen ? null : Date.parse(run.ended),
    experiment_id: experimentId,
    lifecycle_stage: trashed ? 'deleted' : 'active',
    run_id: id,
    run_name: originalName(run) ?? run.name,
    start_time: Date.parse(run.started),
    status: isOpen ? (kept.meta.status ?? 1) : STATUS[run.outcome.status],
    ...(trashed && deleted !== undefined ? { deleted_time: deleted } : {}),
  };
}

/** What MLflow called the run, where that could be no name here, and nobody has renamed it since. */
function originalName({ name, tags }: Run): string | undefined {
  const original = Object.hasOwn(tags, NAME) ? (tags[NAME] as string) : undefined;
  return original !== undefined && asName(original) === name ? original : undefined;
}

function tagsOf(run: Run): Map<string, string> {
  const { note, tags, lineage, source, command } = run;
  const own = new Map(Object.entries(tags).filter(([key]) => key !== MLFLOW_RUN_ID));
  const setOnce = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '' && !own.has(key)) own.set(key, value);
  };
  own.set(NAME, originalName(run) ?? run.name);
  if (note === '') own.delete(NOTE);
  else own.set(NOTE, note);
  const parent = lineage.find(({ relation }) => relation === 'child-of');
  setOnce(PARENT, parent && hexOfId(parent.id));
  // Clients of our own endpoint name a run by its id here, and in the store it has another.
  const named = parseRunId(own.get(PARENT) ?? '');
  if (named !== undefined) own.set(PARENT, hexOfId(named));
  setOnce(COMMIT, source.head);
  setOnce('mlflow.source.git.branch', source.branch);
  setOnce('mlflow.user', userOf(run));
  setOnce('mlflow.source.name', command.argv.join(' '));
  return own;
}

/** One history a metric: several writers' one behind the other. */
function historiesOf(series: readonly MetricChunk[], { metricDatasets }: KeptMlflow): MetricHistory[] {
  const byKey = new Map<string, { step: number[]; value: number[]; timestamp: number[] }>();
  for (const { key, step, value, time } of series) {
    const columns = byKey.get(key) ?? { step: [], value: [], timestamp: [] };
    byKey.set(key, columns);
    for (const [at, number] of value.entries()) {
      columns.step.push(step[at] as number);
      columns.value.push(number);
      columns.timestamp.push(Math.round((time[at] as number) * 1000));
    }
  }
  return [...byKey].map(([key, columns]) => {
    const datasets = Object.hasOwn(metricDatasets, key) ? metricDatasets[key] : undefined;
    return { key, ...columns, ...(datasets === undefined ? {} : { datasets }) };
  });
}

function sharedOf({ experimentId, uri }: ExportGround, { inputs, models }: KeptMlflow) {
  const shared = new Map<string, string>();
  for (const { link, dataset } of inputs) {
    const id = textIn(link, 'source_id') ?? '';
    if (dataset !== undefined && isName(id)) shared.set(`datasets/${id}/meta.yaml`, printMeta(dataset));
  }
  const ids: string[] = [];
  for (const { meta, params, tags, metrics } of models) {
    const id = textIn(meta, 'model_id') ?? '';
    if (!isName(id)) continue;
    ids.push(id);
    const top = `models/${id}`;
    const moved = { ...meta, experiment_id: experimentId, artifact_location: `${uri}/${top}/artifacts` };
    shared.set(`${top}/meta.yaml`, printMeta(moved));
    for (const [folder, texts] of Object.entries({ params, tags, metrics }))
      for (const { key, file } of fileKeys(Object.keys(texts)))
        if (file !== undefined) shared.set(`${top}/${folder}/${file}`, texts[key] as string);
  }
  return { shared, models: ids };
}

/** Whether a text can be the name of one directory. */
function isName(name: unknown): name is string {
  return typeof name === 'string' && /^\w[\w-]*$/.test(name);
}
