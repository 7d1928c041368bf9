/** A run of MLflow's → a run of ours, its files but for artifacts, and the edit that its deletion comes to. Pure. */
import type { Annotation } from '../../run/annotation.ts';
import { whyNotAName } from '../../run/experiment.ts';
import { MLFLOW_RUN_ID } from '../../run/hex-id.ts';
import type { Loss } from '../../run/import-report.ts';
import type { JsonObject } from '../../run/json.ts';
import type { MetricChunk, MetricSummary, Metrics } from '../../run/metric.ts';
import { defaultName } from '../../run/name.ts';
import { type Params, paramOfText } from '../../run/param.ts';
import type { HostClass, Lineage, Outcome, Problem, Run } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import type { Source } from '../../run/source.ts';
import type { Int64 } from '../mlflow/wire.ts';
import { deletionId, LATEST, runIdOfMlflow } from '../mlflow-id.ts';
import { environmentOf } from './kept-mlflow.ts';
import { numberIn, textIn } from './meta-fields.ts';
import type { MetricHistory, MlflowRun } from './mlflow-run.ts';

/** What a run is planned upon. */
export interface RunGround {
  readonly experiment: Run['experiment'];
  readonly source: Source;
  /** The run it is nested in, where it is of the store too. */
  readonly parent?: RunId;
  /** Who brings it, `Name <email>`. */
  readonly author: string;
  readonly losses: readonly Loss[];
}

export interface PlannedRun {
  /** Its artifacts are not counted yet. */
  readonly run: Run;
  readonly environment: JsonObject;
  readonly series: readonly MetricChunk[];
  /** That it was deleted, where it was. */
  readonly deletion?: Annotation;
}

/** When a run began, in ms since 1970: as it says, or else with its first point. */
export function startOf({ meta, metrics }: Pick<MlflowRun, 'meta' | 'metrics'>): number {
  const said = numberIn(meta, 'start_time');
  if (said !== undefined && said >= 0 && said <= LATEST) return Math.trunc(said);
  const first = metrics.flatMap(({ timestamp }) => timestamp.slice(0, 1).map(Number)).filter(isTime);
  return first.length === 0 ? 0 : Math.min(...first);
}

function isTime(time: number): boolean {
  return time >= 0 && time <= LATEST;
}

/** Plans it. */
export function planRun(mlflow: MlflowRun, ground: RunGround): PlannedRun {
  const started = startOf(mlflow);
  const id = runIdOfMlflow(mlflow.id, started);
  const ended = endOf(mlflow, started);
  const run: Run = {
    id,
    name: nameOf(mlflow) ?? defaultName(id),
    author: ground.author,
    experiment: ground.experiment,
    outcome: outcomeOf(mlflow),
    started: new Date(started).toISOString(),
    ended: new Date(ended).toISOString(),
    command: { argv: [], cwd: '.', redacted: [], withheld: [], outputs: [] },
    params: paramsOf(mlflow),
    metrics: summaries(mlflow.metrics),
    tags: tagsOf(mlflow),
    note: own(mlflow.tags, NOTE) ?? '',
    source: ground.source,
    lineage: lineageOf(ground.parent),
    host: UNKNOWN_HOST,
    resources: { wall: (ended - started) / 1000 },
    log: { bytes: 0, dropped: 0, parts: 0 },
    artifacts: { count: 0, bytes: 0 },
    problems: problemsOf(mlflow, ground),
    secrets: [],
  };
  const deletion = deletionOf(mlflow, ground.author, ended);
  return {
    run,
    environment: environmentOf(mlflow),
    series: mlflow.metrics.map(chunkOf),
    ...(deletion === undefined ? {} : { deletion }),
  };
}

export const NAME = 'mlflow.runName';
export const NOTE = 'mlflow.note.content';
export const PARENT = 'mlflow.parentRunId';
export const COMMIT = 'mlflow.source.git.commit';
const DIRTY = 'mlflow.source.git.dirty';

/** MLflow does not tell. */
const UNKNOWN_HOST: HostClass = { name: '', os: '', arch: '', cpu: '', cpus: 0, memory: 0 };

function own(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** Its name, as far as it can be one here; undefined where it has none. */
function nameOf({ tags, meta }: MlflowRun): string | undefined {
  const said = own(tags, NAME) ?? textIn(meta, 'run_name') ?? textIn(meta, 'name');
  return said === undefined ? undefined : asName(said);
}

/** The nearest text that can be a name; undefined where nothing is left of it. */
export function asName(text: string): string | undefined {
  if (whyNotAName(text) === undefined) return text;
  const name = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(':', '-')
    .replace(/^[@-]+/, '')
    .slice(0, 200)
    .trim();
  return whyNotAName(name) === undefined ? name : undefined;
}

/** MLflow's numbers of statuses, from 1. */
export const STATUSES = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] as const;

const OPEN = 'MLflow has it as';

/** Whether an end is that of a run whose end MLflow did not know. */
export function isOpenEnd(outcome: Outcome): boolean {
  return outcome.status === 'lost' && outcome.why.startsWith(OPEN);
}

/** What MLflow knows of the end. It keeps no exit status: that of a failed run is the one Python gives after an exception. */
function outcomeOf({ meta }: MlflowRun): Outcome {
  const said = textIn(meta, 'status');
  const status = STATUSES[Number(said) - 1] ?? said;
  switch (status) {
    case 'FINISHED':
      return { status: 'finished', exitCode: 0 };
    case 'FAILED':
      return { status: 'failed', exitCode: 1 };
    case 'KILLED':
      return { status: 'killed', signal: 'SIGTERM' };
    default:
      return { status: 'lost', why: `${OPEN} ${status ?? 'RUNNING'}, and knows of no end` };
  }
}

/** Where MLflow knows of no end, the last sign of life. */
function endOf({ meta, metrics }: MlflowRun, started: number): number {
  const said = numberIn(meta, 'end_time');
  if (said !== undefined && isTime(said)) return Math.max(Math.trunc(said), started);
  let last = started;
  for (const { timestamp } of metrics)
    for (const time of timestamp.map(Number)) if (isTime(time) && time > last) last = time;
  return last;
}

function paramsOf({ params }: MlflowRun): Params {
  const record: Record<string, Params[string]> = Object.create(null);
  for (const [key, text] of Object.entries(params)) record[key] = paramOfText(text, { kind: 'event' });
  return record;
}

function tagsOf({ id, tags }: MlflowRun): Record<string, string> {
  return Object.assign(Object.create(null), tags, { [MLFLOW_RUN_ID]: id });
}

function summaries(metrics: readonly MetricHistory[]): Metrics {
  const record: Record<string, MetricSummary> = Object.create(null);
  for (const history of metrics) record[history.key] = summaryOf(history);
  return record;
}

/** The last value is the one MLflow shows: that of the highest step, and of those the latest, and of those the highest. */
function summaryOf({ step, value, timestamp }: MetricHistory): MetricSummary {
  let [latest, min, max] = [0, Number.NaN, Number.NaN];
  for (const [at, number] of value.entries()) {
    if (Number.isNaN(min) || number < min) min = number;
    if (Number.isNaN(max) || number > max) max = number;
    if (isLater(at, latest)) latest = at;
  }
  return { last: value[latest] as number, min, max, count: value.length, step: Number(step[latest]) };

  function isLater(one: number, other: number): boolean {
    const column = [step, timestamp].find(numbers => numbers[one] !== numbers[other]) ?? value;
    return (column[one] as Int64) > (column[other] as Int64);
  }
}

function chunkOf({ key, step, value, timestamp }: MetricHistory): MetricChunk {
  return { key, step: step.map(Number), value, time: timestamp.map(time => Number(time) / 1000) };
}

function lineageOf(parent: RunId | undefined): Lineage[] {
  return parent === undefined ? [] : [{ relation: 'child-of', id: parent }];
}

function problemsOf({ path, tags }: MlflowRun, { source, losses }: RunGround): Problem[] {
  const commit = own(tags, COMMIT);
  const isDirty = own(tags, DIRTY)?.toLowerCase() === 'true';
  return [
    ...losses.map(loss => ({
      code: 'not-imported',
      message: `${loss.path.startsWith(`${path}/`) ? loss.path.slice(path.length + 1) : loss.path} ${loss.why}`,
    })),
    ...(commit === undefined || commit === source.commit
      ? []
      : [{ code: 'no-source', message: `its source, commit ${commit}, was not here when it was imported` }]),
    ...(isDirty ? [{ code: 'no-source', message: 'its source had edits that MLflow did not keep' }] : []),
  ];
}

function deletionOf({ id, meta }: MlflowRun, author: string, ended: number): Annotation | undefined {
  if (textIn(meta, 'lifecycle_stage') !== 'deleted') return undefined;
  const said = numberIn(meta, 'deleted_time');
  const time = said !== undefined && isTime(said) ? Math.trunc(said) : ended;
  return { id: deletionId(id, time), time: new Date(time).toISOString(), author, edit: { kind: 'trash' } };
}
