/** A run of ours → a run of MLflow's, as it is given to a store: but for its artifacts, and for where it will be. Pure. */
import { trashedSince } from '../../run/annotation.ts';
import { hexOfId, MLFLOW_RUN_ID } from '../../run/hex-id.ts';
import type { JsonObject } from '../../run/json.ts';
import type { MetricChunk } from '../../run/metric.ts';
import { printParam } from '../../run/param.ts';
import type { Run } from '../../run/run.ts';
import { parseRunId } from '../../run/run-id.ts';
import type { LoadedRun } from '../../store/load.ts';
import { type Facts, storedIdentity } from '../mlflow/facts.ts';
import type { Point } from '../mlflow/points.ts';
import { isOwnTag, userOf } from '../mlflow/run-tags.ts';
import type { Int64 } from '../mlflow/wire.ts';
import { mlflowIdOf } from '../mlflow-id.ts';
import { factRecords } from './fact-records.ts';
import { type KeptMlflow, keptIn } from './kept-mlflow.ts';
import type { DatasetStretch, Meta, MetricHistory, MlflowRun } from './mlflow-run.ts';
import { asName, COMMIT, NAME, NOTE, PARENT } from './plan-run.ts';
import { stretchesOf } from './stretches.ts';

/** All that a run of ours has for MLflow. */
export interface GivenRun {
  readonly loaded: LoadedRun;
  readonly environment: JsonObject;
  readonly facts: Facts;
  readonly series: readonly MetricChunk[];
}

export interface AsMlflowRun {
  /** Its `meta` says neither where the run is, nor in which experiment. */
  readonly run: Omit<MlflowRun, 'path' | 'artifacts'>;
  /** By the ids of its models, where the files of each are among the run's artifacts; by default `models/<id>`. */
  readonly folders: ReadonlyMap<string, string>;
}

/** Makes it. */
export function asMlflowRun({ loaded, environment, facts, series }: GivenRun): AsMlflowRun {
  const { run } = loaded;
  const id = mlflowIdOf(run.id, run.tags);
  const kept = keptIn(environment);
  const { folders, ...told } = factRecords(facts, id);
  return {
    run: {
      id,
      meta: metaOf(loaded, id, kept),
      params: texts(Object.entries(run.params).map(([key, param]) => [key, printParam(param)])),
      tags: texts(tagsOf(run)),
      metrics: historiesOf(series, kept, facts),
      inputs: [...kept.inputs, ...told.inputs],
      outputs: [...kept.outputs, ...told.outputs],
      models: [...kept.models, ...told.models],
    },
    folders,
  };
}

/** A record without a prototype: a tag may be called `constructor`. */
function texts(entries: Iterable<readonly [string, string]>): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  for (const [key, text] of entries) record[key] = text;
  return record;
}

/** A status that MLflow has; a run that got lost has none of its own there. */
const STATUS = { finished: 3, failed: 4, killed: 5, lost: 5, running: 1 } as const;

function metaOf({ run, trashed, annotations }: LoadedRun, id: string, kept: KeptMlflow): Meta {
  const isOpen = run.outcome.status === 'lost' && kept.meta.end_time === null;
  const deleted = trashedSince(annotations);
  return {
    user_id: own(run.tags, 'mlflow.user') ?? userOf(run),
    ...kept.meta,
    end_time: isOpen ? null : Date.parse(run.ended),
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
  const own = new Map(Object.entries(tags).filter(([key]) => key !== MLFLOW_RUN_ID && !isOwnTag(key)));
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
  // Who brought a run from MLflow did not make it.
  if (!Object.hasOwn(tags, MLFLOW_RUN_ID)) setOnce('mlflow.user', userOf(run));
  setOnce('mlflow.source.name', command.argv.join(' '));
  return own;
}

/** A point as it is given. */
interface GivenPoint extends Omit<DatasetStretch, 'points'> {
  readonly step: Int64;
  readonly timestamp: Int64;
}

/** One history a metric: several writers' one behind the other. */
function historiesOf(
  series: readonly MetricChunk[],
  { metricDatasets, metricIntegers }: KeptMlflow,
  { points: known }: Facts,
): MetricHistory[] {
  const byKey = new Map<string, { value: number[]; told: GivenPoint[] }>();
  for (const { key, step, value, time } of series) {
    const history = byKey.get(key) ?? { value: [], told: [] };
    byKey.set(key, history);
    for (const [at, number] of value.entries()) {
      const point = {
        value: number,
        step: step[at] as number,
        timestamp: Math.round((time[at] as number) * 1000),
      };
      const exact = known.size === 0 ? undefined : known.get(storedIdentity(key, point))?.point;
      history.value.push(number);
      history.told.push({ ...point, ...(exact && told(exact)) });
    }
  }
  return [...byKey].map(([key, { value, told }]) => {
    const [step, timestamp] = [told.map(({ step }) => step), told.map(({ timestamp }) => timestamp)];
    for (const [at, time, number] of own(metricIntegers, key) ?? [])
      [timestamp[at], step[at]] = [time, number];
    const datasets = own(metricDatasets, key) ?? stretchesOf(told);
    return { key, step, value, timestamp, ...(datasets === undefined ? {} : { datasets }) };
  });
}

function told({ step, timestamp, dataset, model }: Point): GivenPoint {
  return { step, timestamp, ...dataset, ...(model === undefined ? {} : { model }) };
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
