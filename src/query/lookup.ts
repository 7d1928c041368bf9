/** The keys that columns, sorting and filters share: `status`, `params.lr`, `metrics.acc.min`, `tags.stage`. */
import { UsageError } from '../run/errors.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Scalar } from '../run/param.ts';
import { isDirty } from '../run/source.ts';
import { nearest } from './nearest.ts';
import type { RunRow } from './run-row.ts';

export type Key =
  | { readonly kind: 'attribute'; readonly name: Attribute }
  | { readonly kind: 'param' | 'metric' | 'tag'; readonly name: string };

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
  source: row => row.run?.source.commit,
  head: row => row.run?.source.head,
  branch: row => row.run?.source.branch,
  dirty: row => row.run && isDirty(row.run.source),
  author: row => row.run?.author,
  host: row => row.run?.host.name,
  seed: row => row.run?.seed,
  command: row => row.run?.command.argv.join(' '),
  tags: row => printTags(row.tags) || undefined,
  note: row => row.note || undefined,
  artifacts: row => row.artifacts.count,
  trashed: row => row.trashed,
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
export function parseKey(text: string): Key {
  const [, prefix = '', quoted = ''] = /^(params?|metrics?|tags?)\.(.+)$/s.exec(text) ?? [];
  const kind = PREFIXES[prefix];
  if (kind !== undefined) return { kind, name: unquoted(quoted) };
  const name = text.replace(/^attributes?\./, '');
  if (isAttribute(name)) return { kind: 'attribute', name };
  const near = nearest(name, ATTRIBUTES);
  const hints = near.length > 0 ? near : [`metrics.${name}`, `params.${name}`, `tags.${name}`];
  throw new UsageError(`no field '${text}'; did you mean ${hints.join(' or ')}?`);
}

/** Reads keys, parted by commas or given apart. Throws UsageError. */
export function parseKeys(texts: readonly string[]): Key[] {
  return texts.flatMap(text => text.split(',').map(part => parseKey(part.trim())));
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
      return own(row.params, key.name)?.value;
    case 'metric':
      return metricOf(row, key.name);
    case 'tag':
      return own(row.tags, key.name);
  }
}

/** A member that a record has itself: keys are the users', and `constructor` is one they may choose. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Tags on one line: `star stage=dev`. */
export function printTags(tags: Readonly<Record<string, string>>): string {
  return Object.keys(tags)
    .sort()
    .map(key => (tags[key] === '' || tags[key] === 'true' ? key : `${key}=${tags[key]}`))
    .join(' ');
}

function metricOf(row: RunRow, name: string): number | undefined {
  const whole = own(row.metrics, name);
  if (whole !== undefined) return whole.last;
  const [, key = '', part = ''] = /^(.+)\.(last|min|max|count|step)$/s.exec(name) ?? [];
  return own(row.metrics, key)?.[part as keyof MetricSummary];
}

function exitOf(row: RunRow): Scalar | undefined {
  const outcome = row.run?.outcome;
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
