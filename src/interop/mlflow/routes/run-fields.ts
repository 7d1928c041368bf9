/** Fields that many requests have, and what they come to. */
import type { KeyValue } from '../facts.ts';
import { double, int64, message, missing, optional, required, text } from '../fields.ts';
import { checkKey, checkTimestamp, keptParam, keptTag } from '../limits.ts';
import type { MetricWrite } from '../tracked-run.ts';
import type { Int64 } from '../wire.ts';

/** A run by its id, or by the name that older clients know for it. */
export const whichRun = message({ run_id: optional(text), run_uuid: optional(text) });

interface WhichRun {
  readonly run_id?: string | undefined;
  readonly run_uuid?: string | undefined;
}

/** Throws MlflowError where no run is named. */
export function runOf({ run_id, run_uuid }: WhichRun): string {
  const id = run_id || run_uuid;
  if (!id) throw missing('run_id');
  return id;
}

/** A param or a tag. */
export const pair = message({ key: required(text), value: optional(text) });

interface Pair {
  readonly key: string;
  readonly value?: string | undefined;
}

/** `path` is where the key stands in the request. Throws MlflowError. */
export function paramOf({ key, value = '' }: Pair, path = 'key'): KeyValue {
  return { key: checkKey(key, path), value: keptParam(value) };
}

/** As `paramOf`, of a tag. */
export function tagOf({ key, value = '' }: Pair, path = 'key'): KeyValue {
  return { key: checkKey(key, path), value: keptTag(value) };
}

export const metric = message({
  key: required(text),
  value: required(double),
  timestamp: required(int64),
  step: optional(int64),
  model_id: optional(text),
  dataset_name: optional(text),
  dataset_digest: optional(text),
});

interface MetricFields {
  readonly key: string;
  readonly value: number;
  readonly timestamp: Int64;
  readonly step?: Int64 | undefined;
  readonly model_id?: string | undefined;
  readonly dataset_name?: string | undefined;
  readonly dataset_digest?: string | undefined;
}

/** As `paramOf`, of a metric. */
export function metricOf(
  { key, value, timestamp, step = 0, ...rest }: MetricFields,
  path = 'name',
): MetricWrite {
  checkKey(key, path);
  checkTimestamp(timestamp);
  const { model_id, dataset_name = '', dataset_digest = '' } = rest;
  const hasDataset = dataset_name !== '' || dataset_digest !== '';
  return {
    ...{ key, value, timestamp, step },
    ...(model_id ? { model: model_id } : {}),
    ...(hasDataset ? { dataset: { name: dataset_name, digest: dataset_digest } } : {}),
  };
}
