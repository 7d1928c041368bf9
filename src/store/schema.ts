/**
 * `run.json`, format version 1: the stored shape of a run. Fields may be added within a version; readers keep
 * what they do not know. Numbers that JSON cannot hold are tagged (run/json.ts).
 */
import * as v from 'valibot';

export const FORMAT = 1;

/** From 0. */
export const integer = v.pipe(v.number(), v.integer(), v.minValue(0));
/** NaN and infinities are values like any other; the library's own number leaves NaN out. */
const number = v.custom<number>(value => typeof value === 'number', 'it is no number');
const strings = v.array(v.string());
const scalar = v.union([v.string(), number, v.bigint(), v.boolean(), v.null()]);

const origin = v.variant('kind', [
  v.object({ kind: v.literal('argv'), index: integer, joined: v.boolean() }),
  v.object({ kind: v.literal('file'), path: v.string(), key: v.string() }),
  v.object({ kind: v.literal('option') }),
  v.object({ kind: v.literal('event') }),
]);

const metric = v.object({ last: number, min: number, max: number, count: integer, step: number });

const omission = v.object({
  path: v.string(),
  reason: v.picklist([
    'too-large',
    'credential',
    'unreadable',
    'vanished',
    'nested-repository',
    'submodule',
    'special-file',
    'filtered',
    'purged',
  ]),
  size: v.exactOptional(integer),
  sha256: v.exactOptional(v.string()),
});

const nested = v.object({
  path: v.string(),
  kind: v.picklist(['submodule', 'repository']),
  commit: v.exactOptional(v.string()),
  stored: v.boolean(),
  left: v.exactOptional(v.picklist(['published', 'empty', 'omitted'])),
  dirty: v.boolean(),
  files: v.exactOptional(integer),
  bytes: v.exactOptional(integer),
});

const ignored = v.object({
  count: integer,
  bytes: integer,
  largest: v.array(v.object({ path: v.string(), count: integer, bytes: integer })),
  complete: v.boolean(),
});

const source = v.object({
  commit: v.string(),
  tree: v.string(),
  head: v.exactOptional(v.string()),
  branch: v.exactOptional(v.string()),
  pullRequest: v.exactOptional(integer),
  modified: integer,
  added: integer,
  deleted: integer,
  omitted: v.array(omission),
  raw: v.array(v.object({ path: v.string(), oid: v.string(), sha256: v.string(), size: integer })),
  stable: v.boolean(),
  unmerged: v.boolean(),
  hidden: v.exactOptional(v.array(v.string())),
  sparse: v.exactOptional(integer),
  ignored: v.exactOptional(ignored),
  unknown: v.exactOptional(v.literal(true)),
  nested: v.exactOptional(v.array(nested)),
});

/** The end, by status; a status of a newer git-run is damage to this one, since nothing can be said of it. */
const end = v.variant('status', [
  v.object({ status: v.literal('finished'), exitCode: v.literal(0) }),
  v.object({ status: v.literal('failed'), exitCode: integer }),
  v.object({ status: v.literal('killed'), signal: v.string() }),
  v.object({ status: v.literal('lost'), why: v.string() }),
]);

/** The library's own record drops keys that are called `constructor` or `__proto__`. */
export const records = <T extends v.GenericSchema>(schema: T) =>
  v.custom<Readonly<Record<string, v.InferOutput<T>>>>(
    value => isRecord(value) && Object.values(value).every(item => v.is(schema, item)),
    'an entry is not of its type',
  );

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const lineage = v.object({
  relation: v.picklist(['rerun-of', 'child-of', 'continued-from']),
  id: v.string(),
  commit: v.exactOptional(v.string()),
});

const params = records(v.object({ value: scalar, text: v.exactOptional(v.string()), origin }));
const problems = v.array(v.object({ code: v.string(), message: v.string() }));

export const storedRun = v.looseObject({
  version: integer,
  id: v.string(),
  name: v.string(),
  author: v.exactOptional(v.string()),
  experiment: v.object({ id: v.string(), name: v.string() }),
  outcome: end,
  started: v.string(),
  ended: v.string(),
  command: v.object({
    argv: strings,
    cwd: v.string(),
    redacted: v.array(integer),
    withheld: strings,
    outputs: v.optional(strings, []),
  }),
  params,
  metrics: records(metric),
  tags: records(v.string()),
  note: v.string(),
  seed: v.exactOptional(v.string()),
  source,
  lineage: v.array(lineage),
  host: v.object({
    name: v.string(),
    os: v.string(),
    arch: v.string(),
    cpu: v.string(),
    cpus: integer,
    memory: number,
  }),
  resources: v.object({ wall: number, cpu: v.exactOptional(number), memory: v.exactOptional(number) }),
  log: v.object({ bytes: integer, dropped: integer, parts: integer }),
  artifacts: v.object({ count: integer, bytes: integer }),
  problems,
  secrets: v.optional(v.array(v.object({ rule: v.string(), path: v.string(), ordinal: integer })), []),
});

const entry = v.object({
  sha256: v.string(),
  size: integer,
  mode: v.exactOptional(v.picklist(['644', '755'])),
  pointer: v.exactOptional(v.literal(true)),
});

export const storedManifest = v.object({ version: integer, files: records(entry) });

export const storedInputs = v.object({
  version: integer,
  inputs: v.array(
    v.object({
      path: v.string(),
      size: integer,
      sha256: v.exactOptional(v.string()),
      method: v.picklist(['sha256', 'stat']),
      modified: v.exactOptional(v.string()),
      declared: v.picklist(['option', 'config', 'argv']),
    }),
  ),
});

const edit = v.variant('kind', [
  v.object({ kind: v.literal('tag'), key: v.string(), value: v.string() }),
  v.object({ kind: v.literal('untag'), key: v.string() }),
  v.object({ kind: v.literal('note'), text: v.string() }),
  v.object({ kind: v.literal('rename'), name: v.string() }),
  v.object({ kind: v.literal('move'), experiment: v.object({ id: v.string(), name: v.string() }) }),
  v.object({ kind: v.literal('trash') }),
  v.object({ kind: v.literal('restore') }),
  v.object({ kind: v.literal('artifact'), path: v.string(), entry }),
  v.object({
    kind: v.literal('continue'),
    attempt: v.pipe(v.string(), v.regex(/^[0-7][0-9a-z]{25}$/)),
    started: v.string(),
    ended: v.string(),
    params,
    metrics: records(metric),
    files: records(entry),
    outcome: v.exactOptional(end),
    problems,
  }),
]);

export const storedAnnotation = v.object({
  version: integer,
  id: v.string(),
  time: v.string(),
  author: v.string(),
  edit,
});

/** The cells of an excerpt, as of `store/index/excerpt.ts`, and the edits that a ledger tells beside them. */
export const storedCells = {
  head: v.object({
    name: v.string(),
    experiment: v.object({ id: v.string(), name: v.string() }),
    outcome: end,
    started: v.string(),
    ended: v.string(),
    artifacts: v.object({ count: integer, bytes: integer }),
  }),
  params: records(v.object({ value: scalar, text: v.exactOptional(v.string()) })),
  metrics: records(metric),
  tags: records(v.string()),
  facts: v.object({
    note: v.string(),
    source: v.object({
      commit: v.string(),
      head: v.exactOptional(v.string()),
      branch: v.exactOptional(v.string()),
      pullRequest: v.exactOptional(integer),
      dirty: v.boolean(),
    }),
    host: v.string(),
    argv: strings,
    lineage: v.array(lineage),
    author: v.exactOptional(v.string()),
    seed: v.exactOptional(v.string()),
  }),
  edits: v.array(storedAnnotation),
} as const;

/** A line of a ledger's `tombstones/`. */
const stone = { id: v.string(), time: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-/)), who: v.string() };

export const storedTombstone = v.variant('kind', [
  v.object({ ...stone, kind: v.literal('deleted'), edits: v.optional(v.array(v.string())) }),
  v.object({ ...stone, kind: v.literal('purged'), path: v.string() }),
]);

export const storedLedger = v.object({ version: integer, writer: v.string() });
