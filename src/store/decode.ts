/** Stored bytes → the domain's values. A damaged record names itself; one of a newer format names the remedy. */
import * as v from 'valibot';
import type { Annotation } from '../run/annotation.ts';
import { CorruptRecordError, NewerFormatError } from '../run/errors.ts';
import type { Experiment } from '../run/experiment.ts';
import { type Json, type JsonObject, parseCanonical } from '../run/json.ts';
import type { Manifest } from '../run/manifest.ts';
import type { RegisteredModel } from '../run/registered-model.ts';
import type { Input, Run } from '../run/run.ts';
import type { Tombstone } from '../run/tombstone.ts';
import { MOST, refuseBomb } from './limits.ts';
import { storedExperiment, storedModel } from './record-schema.ts';
import {
  FORMAT,
  storedAnnotation,
  storedInputs,
  storedLedger,
  storedManifest,
  storedRun,
  storedTombstone,
} from './schema.ts';

/** Reads `run.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeRun(content: Uint8Array, record: string): Run {
  const { version: _, ...stored } = read(storedRun, content, record);
  return withUnknown(stored, storedRun.entries, record) as unknown as Run;
}

/** Reads `manifest.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeManifest(content: Uint8Array, record: string): Manifest {
  return read(storedManifest, content, record).files;
}

/** Reads `inputs.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeInputs(content: Uint8Array, record: string): readonly Input[] {
  return read(storedInputs, content, record).inputs;
}

/** Reads `environment.json`, which may be of any shape. Throws CorruptRecordError, NewerFormatError. */
export function decodeEnvironment(content: Uint8Array, record: string): JsonObject {
  const value = parse(content, record);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CorruptRecordError(record, 'it is no mapping of keys');
  limitLevels(value, record);
  return value as JsonObject;
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
  return withUnknown(stored, storedExperiment.entries, record) as unknown as Experiment;
}

/** Reads `model.json`. Throws CorruptRecordError, NewerFormatError. */
export function decodeModel(content: Uint8Array, record: string): RegisteredModel {
  const { version: _, ...stored } = read(storedModel, content, record);
  // Versions keep what a later writer has added to them.
  limitLevels(stored.versions, record);
  return withUnknown(stored, storedModel.entries, record) as unknown as RegisteredModel;
}

/** Reads `ledger.json`: whose it is. Throws CorruptRecordError, NewerFormatError. */
export function decodeLedger(content: Uint8Array, record: string): { readonly writer: string } {
  return { writer: read(storedLedger, content, record).writer };
}

/** Reads a line of a ledger; undefined for a kind that this version does not know. Throws CorruptRecordError. */
export function decodeTombstone(line: string, record: string): Tombstone | undefined {
  const raw = parseText(line, record);
  const kind = (raw as JsonObject | null)?.kind;
  if (typeof kind === 'string' && !STONES.has(kind)) return undefined;
  return check(storedTombstone, raw, record) as Tombstone;
}

/** Whether a cell of an excerpt that comes from elsewhere is what it should be. */
export function isCell(schema: v.GenericSchema, cell: string): boolean {
  try {
    return v.is(schema, parseCanonical(cell));
  } catch {
    return false;
  }
}

const STONES = new Set(storedTombstone.options.map(option => option.entries.kind.literal as string));

const KINDS = new Set(
  storedAnnotation.entries.edit.options.map(option => option.entries.kind.literal as string),
);

function read<T extends v.GenericSchema>(schema: T, content: Uint8Array, record: string): v.InferOutput<T> {
  return check(schema, parse(content, record), record);
}

function parse(content: Uint8Array, record: string): Json {
  refuseBomb(content, record);
  return parseText(new TextDecoder().decode(content), record);
}

function parseText(text: string, record: string): Json {
  let value: Json;
  try {
    value = parseCanonical(text);
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

function withUnknown(
  stored: Record<string, unknown>,
  known: object,
  record: string,
): Record<string, unknown> {
  const unknown = Object.keys(stored).filter(key => !Object.hasOwn(known, key));
  if (unknown.length === 0) return stored;
  const kept = Object.fromEntries(unknown.map(key => [key, stored[key]]));
  limitLevels(kept, record);
  const rest = Object.fromEntries(Object.entries(stored).filter(([key]) => !unknown.includes(key)));
  return { ...rest, unknown: kept };
}

/** What is of no known shape can be of any depth, and everyone who prints it goes down into it. */
function limitLevels(value: unknown, record: string): void {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST.levels)
      throw new CorruptRecordError(record, `it is nested deeper than ${MOST.levels} levels`);
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
}
