/**
 * What MLflow knows of a run and a run of ours has no place for: data sets, logged models, which model a metric is of.
 * It is kept among the run's artifacts, a line for each, and so goes wherever the run goes.
 */
import { type JsonObject, parseTolerant } from '../../run/json.ts';
import type { MetricChunk } from '../../run/metric.ts';
import type { ModelStatus } from './enums.ts';
import type { ModelId } from './model-id.ts';
import { identity, type Point } from './points.ts';
import { type Int64, printMessage, readDouble } from './wire.ts';

/** Among the artifacts of a run. */
export const FACTS_FILE = 'mlflow.ndjson';

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

export interface DatasetInput {
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly source_type?: string | undefined;
    readonly source?: string | undefined;
    readonly schema?: string | undefined;
    readonly profile?: string | undefined;
  };
  readonly tags: readonly KeyValue[];
}

export interface LoggedModel {
  readonly id: ModelId;
  readonly name: string;
  readonly type?: string | undefined;
  readonly status: ModelStatus;
  /** ms since 1970. */
  readonly created: number;
  readonly updated: number;
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
}

/** One line of the file. */
export type Fact =
  | ({ readonly kind: 'dataset' } & DatasetInput)
  | { readonly kind: 'model input'; readonly model: string }
  | { readonly kind: 'model output'; readonly model: string; readonly step: Int64 }
  /** A model as it is from then on. */
  | { readonly kind: 'model'; readonly model: LoggedModel }
  | { readonly kind: 'no model'; readonly model: ModelId }
  /** A point that is more than a run of ours tells of it. */
  | { readonly kind: 'point'; readonly key: string; readonly point: Point };

/** All facts of a run; changed in place, since a run can have very many. */
export interface Facts {
  readonly datasets: Map<string, DatasetInput>;
  readonly modelInputs: Set<string>;
  readonly modelOutputs: Map<string, Int64>;
  readonly models: Map<string, LoggedModel>;
  /** How many models there have been, those that were deleted too. */
  modelCount: number;
  /** Points by what a run tells of them. */
  readonly points: Map<string, { readonly key: string; readonly point: Point }>;
}

export function noFacts(): Facts {
  return {
    datasets: new Map(),
    modelInputs: new Set(),
    modelOutputs: new Map(),
    models: new Map(),
    modelCount: 0,
    points: new Map(),
  };
}

/** Adds a fact to those that are known. Of a data set the first is kept, of all else the last. */
export function addFact(facts: Facts, fact: Fact): void {
  switch (fact.kind) {
    case 'dataset': {
      const id = JSON.stringify([fact.dataset.name, fact.dataset.digest]);
      if (!facts.datasets.has(id)) facts.datasets.set(id, { dataset: fact.dataset, tags: fact.tags ?? [] });
      return;
    }
    case 'model input':
      facts.modelInputs.add(fact.model);
      return;
    case 'model output':
      facts.modelOutputs.set(fact.model, fact.step);
      return;
    case 'model':
      if (!facts.models.has(fact.model.id)) facts.modelCount++;
      facts.models.set(fact.model.id, {
        ...fact.model,
        params: fact.model.params ?? [],
        tags: fact.model.tags ?? [],
      });
      return;
    case 'no model':
      facts.models.delete(fact.model);
      return;
    case 'point':
      facts.points.set(storedIdentity(fact.key, fact.point), fact);
  }
}

/** Equal for a point and what a run of ours tells of it, whose numbers are doubles. */
export function storedIdentity(key: string, { value, timestamp, step }: Point): string {
  return identity(key, { value, timestamp: Number(timestamp), step: Number(step) });
}

/** The points of a stretch of a series, as they were logged: what a run of ours would have lost of one is told by its fact. */
export function* pointsIn(
  { key, value, step, time }: MetricChunk,
  { points: known }: Pick<Facts, 'points'>,
): Generator<Point> {
  for (let at = 0; at < value.length; at++) {
    const timestamp = Math.round((time[at] as number) * 1000);
    const point = { value: value[at] as number, timestamp, step: step[at] as number };
    yield known.size === 0 ? point : (known.get(storedIdentity(key, point))?.point ?? point);
  }
}

/** Whether a run of ours would lose something of a point. */
export function needsFact({ timestamp, step, model, dataset }: Point): boolean {
  return (
    model !== undefined || dataset !== undefined || typeof timestamp === 'bigint' || typeof step === 'bigint'
  );
}

/** A fact as a line of the file. */
export function printFact(fact: Fact): string {
  return `${printMessage(fact)}\n`;
}

/** Reads the file. A line that is not one of ours is passed over: a newer git-run may have more to tell. */
export function readFacts(text: string): Facts {
  const facts = noFacts();
  for (const line of text.split('\n')) {
    const fact = line === '' ? undefined : readFact(line);
    if (fact !== undefined) addFact(facts, fact);
  }
  return facts;
}

function readFact(line: string): Fact | undefined {
  try {
    const fact = parseTolerant(line) as unknown as Fact;
    if (fact.kind !== 'point') return fact;
    const { value, ...point } = fact.point as unknown as JsonObject;
    return {
      ...fact,
      point: { ...(point as unknown as Point), value: readDouble(value ?? null) ?? Number.NaN },
    };
  } catch {
    return undefined;
  }
}
