/** The event protocol: what a job writes into `$GIT_RUN_EVENTS`, one JSON object a line. */
import { whyNotAName } from './experiment.ts';
import { flatten, type Leaf, treeOfJson } from './flatten.ts';
import { type Json, type JsonObject, parseTolerant } from './json.ts';
import type { MetricPoint } from './metric.ts';
import type { Outcome } from './run.ts';

export type Event =
  | ({ readonly kind: 'param'; readonly key: string } & Leaf)
  | ({ readonly kind: 'metric' } & MetricPoint)
  | {
      readonly kind: 'artifact';
      /** As written: relative to the job's directory, or absolute. */
      readonly path: string;
    }
  | { readonly kind: 'tag'; readonly key: string; readonly value: string }
  /** Takes back a tag that was set before. */
  | { readonly kind: 'untag'; readonly key: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  /** How a run that a program writes has ended; that of a command is what became of it. */
  | { readonly kind: 'end'; readonly outcome: Outcome };

/**
 * Reads a line of the protocol: `{"param":{"lr":0.1}}`, `{"metric":{"loss":0.3},"step":7,"time":1.7e9}`,
 * `{"artifact":"model.pkl"}`, `{"tag":{"stage":"dev"}}`, `{"untag":"stage"}`, `{"note":"text"}`,
 * `{"name":"first try"}`, `{"end":{"status":"finished"}}`, or several in one object. An empty line holds no event, a
 * malformed one is undefined. Never throws.
 */
export function readEvent(line: string): Event[] | undefined {
  if (line.trim() === '') return [];
  try {
    const record = parseTolerant(line);
    return isObject(record) ? eventsOf(record) : undefined;
  } catch {
    return undefined;
  }
}

function eventsOf(record: JsonObject): Event[] | undefined {
  const events: Event[] = [];
  const read =
    addMetrics(events, record) &&
    addParams(events, record) &&
    addArtifact(events, record) &&
    addTags(events, record) &&
    addUntag(events, record) &&
    addNote(events, record) &&
    addName(events, record) &&
    addEnd(events, record);
  return read && KINDS.some(kind => Object.hasOwn(record, kind)) ? events : undefined;
}

const KINDS = ['param', 'metric', 'artifact', 'tag', 'untag', 'note', 'name', 'end'];

function addMetrics(events: Event[], { metric, step, time }: JsonObject): boolean {
  if (metric === undefined) return true;
  const at: { step?: number; time?: number } = {};
  if (!isObject(metric) || !readPlace(at, 'step', step) || !readPlace(at, 'time', time)) return false;
  for (const key of Object.keys(metric)) {
    const value = metricValue(metric[key] as Json);
    if (value === undefined) return false;
    events.push({ kind: 'metric', key, value, ...at });
  }
  return true;
}

/** A null is Python's None: as if it were not there. */
function readPlace(
  at: { step?: number; time?: number },
  name: 'step' | 'time',
  json: Json | undefined,
): boolean {
  if (json === undefined || json === null) return true;
  const number = typeof json === 'bigint' ? Number(json) : json;
  if (typeof number !== 'number' || !Number.isFinite(number)) return false;
  at[name] = number;
  return true;
}

/** Booleans count as 1 and 0, and encoders that have no NaN write it as text. */
function metricValue(json: Json): number | undefined {
  if (typeof json === 'number') return json;
  if (typeof json === 'bigint' || typeof json === 'boolean') return Number(json);
  if (typeof json !== 'string') return undefined;
  const [, sign, word] = /^([+-]?)(nan|inf)(?:inity)?$/i.exec(json) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function addParams(events: Event[], { param }: JsonObject): boolean {
  if (param === undefined) return true;
  if (!isObject(param)) return false;
  const tree = treeOfJson(param);
  for (const [key, leaf] of tree instanceof Map ? flatten(tree) : [])
    events.push({ kind: 'param', key, ...leaf });
  return true;
}

function addArtifact(events: Event[], { artifact }: JsonObject): boolean {
  if (artifact === undefined) return true;
  if (typeof artifact !== 'string' || artifact === '') return false;
  events.push({ kind: 'artifact', path: artifact });
  return true;
}

function addTags(events: Event[], { tag }: JsonObject): boolean {
  if (tag === undefined) return true;
  if (!isObject(tag)) return false;
  for (const [key, value] of Object.entries(tag)) {
    if (value === null || typeof value === 'object') return false;
    events.push({ kind: 'tag', key, value: String(value) });
  }
  return true;
}

function addUntag(events: Event[], { untag }: JsonObject): boolean {
  if (untag === undefined) return true;
  if (typeof untag !== 'string') return false;
  events.push({ kind: 'untag', key: untag });
  return true;
}

function addNote(events: Event[], { note }: JsonObject): boolean {
  if (note === undefined) return true;
  if (typeof note !== 'string') return false;
  events.push({ kind: 'note', text: note });
  return true;
}

function addName(events: Event[], { name }: JsonObject): boolean {
  if (name === undefined) return true;
  if (typeof name !== 'string' || whyNotAName(name) !== undefined) return false;
  events.push({ kind: 'name', name });
  return true;
}

function addEnd(events: Event[], { end }: JsonObject): boolean {
  if (end === undefined) return true;
  const outcome = isObject(end) ? outcomeOfEnd(end) : undefined;
  if (outcome === undefined) return false;
  events.push({ kind: 'end', outcome });
  return true;
}

function outcomeOfEnd({ status, exitCode = 1, signal = 'SIGTERM' }: JsonObject): Outcome | undefined {
  if (status === 'finished') return { status, exitCode: 0 };
  if (status === 'failed')
    return Number.isInteger(exitCode) && exitCode !== 0
      ? { status, exitCode: exitCode as number }
      : undefined;
  if (status !== 'killed' || typeof signal !== 'string' || !/^SIG[A-Z0-9]+$/.test(signal)) return undefined;
  return { status, signal };
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
