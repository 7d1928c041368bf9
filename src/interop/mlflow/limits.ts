/** How much and what MLflow takes, and what it says of more. */
import { LATEST } from '../mlflow-id.ts';
import { invalid } from './errors.ts';
import type { Int64 } from './wire.ts';

/** Characters of the JSON of a request. */
export const MOST_BODY = 1_000_000;
const MOST_METRICS = 1000;
const MOST_PARAMS = 100;
const MOST_TAGS = 100;
const MOST_TOGETHER = 1000;
const MOST_KEY = 250;
const MOST_PARAM = 6000;
const MOST_TAG = 8000;
const MOST_EXPERIMENT_TAG = 5000;
const MOST_NAME = 500;
const MOST_LOCATION = 2048;

const ALLOWED =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';

/** Throws MlflowError where a param, metric or tag cannot be called so; `path` is where the key stands in the request. */
export function checkKey(key: string, path: string): string {
  if (key.length > MOST_KEY) throw tooLong(key, path, MOST_KEY);
  const shown = `Invalid value ${JSON.stringify(key)} for parameter '${path}' supplied:`;
  if (!/^[/\p{L}\p{N}_.\- :]*$/u.test(key)) throw invalid(`${shown} ${ALLOWED}`);
  const resolved = resolve(key);
  if (resolved !== key || key === '.' || /^(?:\.\.|\/)/.test(key))
    throw invalid(
      `${shown} Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '${resolved}'`,
    );
  return key;
}

/** As POSIX normalises a path. */
function resolve(path: string): string {
  const out: string[] = [];
  const isAbsolute = path.startsWith('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const climbs = part === '..' && !isAbsolute && (out.length === 0 || out.at(-1) === '..');
    if (part !== '..' || climbs) out.push(part);
    else out.pop();
  }
  return `${isAbsolute ? '/' : ''}${out.join('/')}` || (path === '' ? '' : '.');
}

/** Of a text that is longer than it may be. */
export function tooLong(value: string, path: string, most: number) {
  return invalid(`'${path}' exceeds the maximum length of ${most} characters (it has ${value.length})`);
}

/** The value of a param as it is kept: cut off where it is too long, as MLflow does unless told otherwise. */
export const keptParam = (value: string) => cut(value, MOST_PARAM);
/** The value of a tag as it is kept. */
export const keptTag = (value: string) => cut(value, MOST_TAG);

/** No half of a character is left at the end. */
function cut(value: string, most: number): string {
  if (value.length <= most) return value;
  return value.slice(0, /[\ud800-\udbff]/.test(value[most - 1] as string) ? most - 1 : most);
}

/** Throws MlflowError for a tag that an experiment cannot have. */
export function checkExperimentTag(key: string, value: string): void {
  checkKey(key, 'key');
  if (value.length > MOST_EXPERIMENT_TAG) throw tooLong(value, 'value', MOST_EXPERIMENT_TAG);
}

/** Throws MlflowError where an experiment cannot be called so. */
export function checkExperimentName(name: string, path: string): void {
  if (name.length > MOST_NAME) throw tooLong(name, path, MOST_NAME);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name))
    throw invalid(
      `Invalid experiment name: ${JSON.stringify(name)}: it holds line breaks or control characters`,
    );
}

/** Throws MlflowError for a place that MLflow would not take; nothing of ours ever goes there. */
export function checkLocation(location: string): void {
  if (location.length > MOST_LOCATION) throw tooLong(location, 'artifact_location', MOST_LOCATION);
  const isOdd = /[#;]/.test(location) || location.startsWith('runs:') || /\?.*\.\./.test(location);
  if (isOdd || /\p{Cc}/u.test(location))
    throw invalid(`Invalid value ${JSON.stringify(location)} for parameter 'artifact_location' supplied.`);
}

/** Throws MlflowError for a time before 1970. */
export function checkTimestamp(timestamp: Int64): void {
  if (timestamp < 0)
    throw invalid(
      `Got invalid value ${timestamp} for timestamp. Timestamp must be a nonnegative long (64-bit integer) `,
    );
}

/** Throws MlflowError for a time that is before 1970, or later than an id of ours can tell. */
export function checkRunTime(time: Int64, path: string): void {
  checkTimestamp(time);
  if (time > LATEST)
    throw invalid(`Invalid value ${time} for parameter '${path}' supplied: it is no time in milliseconds.`);
}

/** Throws MlflowError where a batch holds too much. */
export function checkBatch(counts: {
  readonly metrics: number;
  readonly params: number;
  readonly tags: number;
}): void {
  const limits = { metrics: MOST_METRICS, params: MOST_PARAMS, tags: MOST_TAGS } as const;
  for (const kind of ['metrics', 'params', 'tags'] as const)
    if (counts[kind] > limits[kind]) throw tooMany(kind, limits[kind], counts[kind]);
  const total = counts.metrics + counts.params + counts.tags;
  if (total > MOST_TOGETHER) throw tooMany('metrics, params, and tags', MOST_TOGETHER, total);
}

function tooMany(what: string, most: number, got: number) {
  return invalid(
    `A batch logging request can contain at most ${most} ${what}. Got ${got} ${what}. Please split up ${what} across multiple requests and try again.`,
  );
}

/** Throws MlflowError where two params of a batch have one key. */
export function checkDistinct(params: readonly { readonly key: string }[]): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { key } of params) (seen.has(key) ? twice : seen).add(key);
  if (twice.size > 0)
    throw invalid(
      `Duplicate parameter keys have been submitted: [${[...twice].map(key => `'${key}'`).join(', ')}]. Please ensure the request contains only one param value per param key.`,
    );
}

/** Throws MlflowError for a body of too many characters. */
export function checkBodySize(size: number): void {
  if (size > MOST_BODY)
    throw invalid(
      `Batched logging API requests must be at most ${MOST_BODY} bytes, got a request of size ${size}.`,
    );
}

/** Throws MlflowError where a page is asked to hold none, or more than there may be. */
export function checkPageSize(count: number, most: number): void {
  if (count >= 1 && count <= most) return;
  const rest = count < 1 ? 'It must be a positive integer' : `It must be at most ${most}`;
  throw invalid(`Invalid value ${count} for parameter 'max_results' supplied. ${rest}`);
}

/** Throws MlflowError where a logged model cannot be called so. */
export function checkModelName(name: string): void {
  if (name === '' || /[/:.%"']/.test(name))
    throw invalid(
      `Invalid model name (${name}) provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '"', "'")`,
    );
}

/** Throws MlflowError for a data set that is too large to be noted. */
export function checkDataset(dataset: Readonly<Record<string, string | undefined>>): void {
  for (const [name, most] of Object.entries(DATASET))
    if ((dataset[name]?.length ?? 0) > most) throw tooLong(dataset[name] as string, `datasets.${name}`, most);
}

const DATASET = { name: 500, digest: 36, source: 65_535, schema: 1_048_575, profile: 16_777_215 } as const;
