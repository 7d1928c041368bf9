/** What clients of the endpoint told of a run beyond what a run of ours has, as MLflow's file store has it. Pure. */
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../run/json.ts';
import { modelDirectory } from '../mlflow/artifact-path.ts';
import { MODEL_STATUSES } from '../mlflow/enums.ts';
import type { DatasetInput, Facts, KeyValue, LoggedModel } from '../mlflow/facts.ts';
import type { Link, MlflowModel, MlflowRun } from './mlflow-run.ts';
import { printPythonFloat } from './python-float.ts';

export interface FactRecords extends Pick<MlflowRun, 'inputs' | 'outputs' | 'models'> {
  /** Where the files of each model are among the run's artifacts. */
  readonly folders: ReadonlyMap<string, string>;
}

/** Makes records of facts; `runId` is what MLflow calls the run. */
export function factRecords(facts: Facts, runId: string): FactRecords {
  return {
    inputs: [
      ...[...facts.datasets.values()].map(input => datasetLink(input, runId)),
      ...[...facts.modelInputs].map(model => modelLink(model, runId)),
    ],
    outputs: [...facts.modelOutputs].map(([model, step]) => outputLink(model, step)),
    models: [...facts.models.values()].map(model => modelRecord(model, facts, runId)),
    folders: new Map([...facts.models.values()].map(({ id }) => [id, modelDirectory(id)])),
  };
}

/** The link of a run and a data set that it read, with what MLflow calls both. */
export function datasetLink({ dataset, tags }: DatasetInput, runId: string): MlflowRun['inputs'][number] {
  const id = md5(dataset.name, dataset.digest);
  return {
    name: md5(id, runId),
    link: {
      ...{ destination_id: id, destination_type: 'RUN', source_id: id, source_type: 'DATASET' },
      tags: textsOf(tags),
    },
    dataset: withoutAbsent(dataset),
  };
}

/** The link of a run and a model that it read. */
export function modelLink(model: string, runId: string): Link {
  const ends = { destination_id: model, destination_type: 'RUN', source_id: model, source_type: 'MODEL' };
  return { name: md5(model, runId), link: { ...ends, tags: {} } };
}

/** The link of a run and a model that it made at a step. */
export function outputLink(model: string, step: Json): Link {
  const [source, destination] = ['RUN_OUTPUT', 'MODEL_OUTPUT'];
  const ends = {
    destination_id: model,
    destination_type: destination,
    source_id: model,
    source_type: source,
  };
  return { name: model, link: { ...ends, step, tags: {} } };
}

function modelRecord(model: LoggedModel, { points }: Facts, runId: string): MlflowModel {
  const metrics: Record<string, string> = Object.create(null);
  for (const { key, point } of points.values()) {
    if (point.model !== model.id) continue;
    const { timestamp, value, step, dataset } = point;
    const measured = dataset === undefined ? '' : ` ${dataset.name} ${dataset.digest}`;
    metrics[key] =
      `${metrics[key] ?? ''}${timestamp} ${printPythonFloat(value)} ${step} ${runId}${measured}\n`;
  }
  return {
    meta: withoutAbsent({
      ...{ creation_timestamp: model.created, last_updated_timestamp: model.updated },
      ...{ model_id: model.id, model_type: model.type, name: model.name, source_run_id: runId },
      ...{ status: MODEL_STATUSES[model.status], status_message: null },
    }),
    params: textsOf(model.params),
    tags: textsOf(model.tags),
    metrics,
  };
}

/** Pairs as a record without a prototype: a tag may be called `constructor`. */
export function textsOf(pairs: readonly KeyValue[]): Record<string, string> {
  const texts: Record<string, string> = Object.create(null);
  for (const { key, value } of pairs) texts[key] = value;
  return texts;
}

function withoutAbsent(record: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** As the file store makes its names: both are joined with nothing between. */
function md5(one: string, other: string): string {
  return createHash('md5').update(one).update(other).digest('hex');
}
