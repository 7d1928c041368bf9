/** The keys that columns, sorting and filters share: `status`, `params.lr`, `metrics.acc.min`, `tags.stage`. */
import { UsageError } from '../run/errors.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Scalar } from '../run/param.ts';
import { entryOf, type RunRow } from '../run/run-row.ts';
import { runState } from '../run/signature.ts';
import { type Better, betterByName, type Directions } from './direction.ts';
import { nearest } from './nearest.ts';

export type Key =
  | { readonly kind: 'attribute'; readonly name: Attribute }
  | { readonly kind: 'param' | 'tag'; readonly name: string }
  | {
      readonly kind: 'metric';
      readonly name: string;
      /** Which of its values are better, where the project declares it. */
      readonly better?: Better;
    };

/** What is known of every run, by the name people use for it. */
const attributes = {
  id: row => row.id,
  name: row => row.name,
  experiment: row => row.experiment,
  status: row => row.status,
  started: row => row.started,
  ended: row => row.ended,
  duration: row => (row.ended === undefined ? undefined : seconds(row.started, row.ended)),
  exit: row => exitOf(row),
  commit: row => row.commit,
  source: row => row.source?.commit,
  head: row => row.source?.head,
  branch: row => row.source?.branch,
  pull: row => row.source?.pullRequest,
  dirty: row => row.source?.dirty,
  author: row => row.author,
  host: row => row.host,
  seed: row => row.seed,
  command: row => row.argv?.join(' '),
  tags: row => printTags(row.tags) || undefined,
  note: row => row.note || undefined,
  artifacts: row => row.artifacts.count,
  trashed: row => row.trashed,
  signature: row => row.signatures && runState(row.signatures),
} satisfies Record<string, (row: RunRow) => Scalar | undefined>;

export type Attribute = keyof typeof attributes;

/** The attributes by name, for help and completion. */
export const ATTRIBUTES = Object.keys(attributes) as readonly Attribute[];

const PREFIXES: Readonly<Record<string, 'param' | 'metric' | 'tag'>> = {
  params: 'param',
  param: 'param',
  metrics: 'metric',
  metric: 'metric',
  tags: 'tag',
  tag: 'tag',
};

/** Reads a key. Throws UsageError, naming the nearest spellings, when there is none such. */
export function parseKey(text: string, declared: Directions = {}): Key {
  const [, prefix = '', quoted = ''] = /^(params?|metrics?|tags?)\.(.+)$/s.exec(text) ?? [];
  const kind = PREFIXES[prefix];
  if (kind !== undefined) return userKey(kind, unquoted(quoted), declared);
  const name = text.replace(/^attributes?\./, '');
  if (isAttribute(name)) return { kind: 'attribute', name };
  const near = nearest(name, ATTRIBUTES);
  const hints = near.length > 0 ? near : [`metrics.${name}`, `params.${name}`, `tags.${name}`];
  throw new UsageError(`no field '${text}'; did you mean ${hints.join(' or ')}?`);
}

/** Reads keys, parted by commas or given apart. Throws UsageError. */
export function parseKeys(texts: readonly string[], declared: Directions = {}): Key[] {
  return texts.flatMap(text => text.split(',').map(part => parseKey(part.trim(), declared)));
}

/** The key of a param, metric or tag; a metric's knows what is declared of it. */
export function userKey(kind: 'param' | 'metric' | 'tag', name: string, declared: Directions): Key {
  if (kind !== 'metric') return { kind, name };
  const better = own(declared, name) ?? own(declared, partOf(name)?.metric ?? name);
  return better === undefined ? { kind, name } : { kind, name, better };
}

/** Which values of a metric are better: as declared, else by its name. */
export function betterOfKey({ name, better }: Extract<Key, { kind: 'metric' }>): Better {
  return better ?? betterByName(partOf(name)?.metric ?? name);
}

/** Prints a key as `parseKey` reads it. */
export function printKey(key: Key): string {
  return key.kind === 'attribute' ? key.name : `${key.kind}s.${key.name}`;
}

/** What a run has under a key; undefined when it has nothing there. */
export function lookup(row: RunRow, key: Key): Scalar | undefined {
  switch (key.kind) {
    case 'attribute':
      return attributes[key.name](row);
    case 'param':
      return entryOf(row, 'params', key.name)?.value;
    case 'metric':
      return metricOf(row, key);
    case 'tag':
      return entryOf(row, 'tags', key.name);
  }
}

/** A member that a record has itself: keys are the users', and `constructor` is one they may choose. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Tags on one line: `star stage=dev`. What clients of MLflow note in tags for themselves, in every run, is left out. */
export function printTags(tags: Readonly<Record<string, string>>): string {
  return Object.keys(tags)
    .filter(key => !/^(?:mlflow|git-run)\./.test(key))
    .sort()
    .map(key => (tags[key] === '' || tags[key] === 'true' ? key : `${key}=${tags[key]}`))
    .join(' ');
}

/** `acc` is its last value, `acc.best` the lowest or the highest; a metric that is called so goes before a part. */
function metricOf(row: RunRow, key: Extract<Key, { kind: 'metric' }>): number | undefined {
  const whole = entryOf(row, 'metrics', key.name);
  if (whole !== undefined) return whole.last;
  const { metric, part } = partOf(key.name) ?? {};
  if (metric === undefined || part === undefined) return undefined;
  return entryOf(row, 'metrics', metric)?.[part === 'best' ? betterOfKey(key) : part];
}

/** What may stand behind a metric's name. */
export const METRIC_PARTS = ['last', 'min', 'max', 'best', 'count', 'step'] as const;
type MetricPart = keyof MetricSummary | 'best';

/** `acc.min` in its two parts; undefined where no part is named. */
export function partOf(name: string): { readonly metric: string; readonly part: MetricPart } | undefined {
  const dot = name.lastIndexOf('.');
  const part = METRIC_PARTS.find(one => one === name.slice(dot + 1));
  return dot < 1 || part === undefined ? undefined : { metric: name.slice(0, dot), part };
}

function exitOf(row: RunRow): Scalar | undefined {
  const { outcome } = row;
  if (outcome === undefined || outcome.status === 'lost') return undefined;
  return outcome.status === 'killed' ? outcome.signal : outcome.exitCode;
}

function seconds(started: string, ended: string): number {
  return (Date.parse(ended) - Date.parse(started)) / 1000;
}

/** Whether there is an attribute of that name. */
export function isAttribute(name: string): name is Attribute {
  return Object.hasOwn(attributes, name);
}

function unquoted(text: string): string {
  return /^(["'`]).+\1$/s.test(text) ? text.slice(1, -1) : text;
}
