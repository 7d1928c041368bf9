/** Stored bytes → the domain's values. A damaged record names itself; one of a newer format names the remedy. */
import * as v from 'valibot';
import type { Annotation } from '../run/annotation.ts';
import { CorruptRecordError, NewerFormatError } from '../run/errors.ts';
import type { Experiment } from '../run/experiment.ts';
import { type Json, type JsonObject, parseCanonical } from '../run/json.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Input, Run } from '../run/run.ts';
import {
  FORMAT,
  storedAnnotation,
  storedExperiment,
  storedInputs,
  storedManifest,
  storedRun,
} from './schema.ts';

/** Reads `run.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeRun(content: Uint8Array, record: string): Run {
  const { version: _, ...stored } = read(storedRun, content, record);
  return withUnknown(stored, storedRun.entries) as unknown as Run;
}

/** Reads `manifest.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeManifest(content: Uint8Array, record: string): Manifest {
  return read(storedManifest, content, record).files;
}

/** Reads `inputs.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeInputs(content: Uint8Array, record: string): readonly Input[] {
  return read(storedInputs, content, record).inputs;
}

/** Reads a file of `annotations/`; undefined for a kind of edit that this version does not know: it is kept, and passed over. */
export function decodeAnnotation(content: Uint8Array, record: string): Annotation | undefined {
  const raw = parse(content, record);
  const kind = ((raw as JsonObject | null)?.edit as JsonObject | null | undefined)?.kind;
  if (typeof kind === 'string' && !KINDS.has(kind)) return undefined;
  const { version: _, ...annotation } = check(storedAnnotation, raw, record);
  return annotation as unknown as Annotation;
}

/** Reads `experiment.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeExperiment(content: Uint8Array, record: string): Experiment {
  const { version: _, ...stored } = read(storedExperiment, content, record);
  return withUnknown(stored, storedExperiment.entries) as unknown as Experiment;
}

const KINDS = new Set(
  storedAnnotation.entries.edit.options.map(option => option.entries.kind.literal as string),
);

function read<T extends v.GenericSchema>(schema: T, content: Uint8Array, record: string): v.InferOutput<T> {
  return check(schema, parse(content, record), record);
}

function parse(content: Uint8Array, record: string): Json {
  let value: Json;
  try {
    value = parseCanonical(new TextDecoder().decode(content));
  } catch (cause) {
    throw new CorruptRecordError(record, 'it is not JSON', { cause });
  }
  const version = (value as JsonObject | null)?.version;
  if (typeof version === 'number' && version > FORMAT) throw new NewerFormatError(record, version, FORMAT);
  return value;
}

function check<T extends v.GenericSchema>(schema: T, value: Json, record: string): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new CorruptRecordError(record, `${v.getDotPath(issue) ?? 'it'}: ${issue.message}`);
}

function withUnknown(stored: Record<string, unknown>, known: object): Record<string, unknown> {
  const unknown = Object.keys(stored).filter(key => !Object.hasOwn(known, key));
  if (unknown.length === 0) return stored;
  const kept = Object.fromEntries(unknown.map(key => [key, stored[key]]));
  const rest = Object.fromEntries(Object.entries(stored).filter(([key]) => !unknown.includes(key)));
  return { ...rest, unknown: kept };
}
