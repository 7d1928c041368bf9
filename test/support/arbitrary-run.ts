/** Runs as hostile as their types allow, for properties. */
import fc from 'fast-check';
import type { Param, ParamOrigin } from '../../src/run/param.ts';
import type { Outcome, Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import type { NestedRepository, Omission, RawFile } from '../../src/run/source.ts';
import { sampleRun } from './run-rows.ts';

/** Any text, lone surrogates and line breaks too. */
export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'a\nb', '\udc80', '$number', 'Status: finished', '\u2028', 'ключ'),
);
/** Names of a user's own choice. */
const key = fc.oneof(
  text,
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', '$number', '0'),
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, -0, Number.NEGATIVE_INFINITY));
const count = fc.nat();
const scalar = fc.oneof(text, number, fc.bigInt(), fc.boolean(), fc.constant(null));

const origin: fc.Arbitrary<ParamOrigin> = fc.oneof(
  fc.record({ kind: fc.constant('argv' as const), index: count, joined: fc.boolean() }),
  fc.record({ kind: fc.constant('file' as const), path: text, key: text }),
  fc.constant({ kind: 'option' as const }),
  fc.constant({ kind: 'event' as const }),
);
const param: fc.Arbitrary<Param> = fc.oneof(
  fc.record({ value: scalar, origin }),
  fc.record({ value: scalar, text, origin }),
);
const metric = fc.record({ last: number, min: number, max: number, count, step: number });

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constant({ status: 'finished' as const, exitCode: 0 as const }),
  fc.record({ status: fc.constant('failed' as const), exitCode: count }),
  fc.record({ status: fc.constant('killed' as const), signal: text }),
  fc.record({ status: fc.constant('lost' as const), why: text }),
);
const omission: fc.Arbitrary<Omission> = fc.oneof(
  fc.record({ path: text, reason: fc.constantFrom('too-large', 'credential', 'vanished'), size: count }),
  fc.record({ path: text, reason: fc.constantFrom('unreadable', 'submodule', 'special-file') }),
);
const raw: fc.Arbitrary<RawFile> = fc.record({ path: text, oid: text, sha256: text, size: count });
const place = { path: text, kind: fc.constantFrom('submodule', 'repository'), dirty: fc.boolean() };
const nested: fc.Arbitrary<NestedRepository> = fc.oneof(
  fc.record({ ...place, stored: fc.constant(true), commit: text, files: count, bytes: count }),
  fc.record({ ...place, stored: fc.constant(false), left: fc.constantFrom('published', 'empty', 'omitted') }),
);
const lineage = fc.record({
  relation: fc.constantFrom('rerun-of', 'child-of', 'continued-from'),
  id: fc.constant('01jbp8q0000000000000000000' as RunId),
});

/** A record without a prototype, as those of the house are. */
export function recordOf<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.array(fc.tuple(key, value), { maxLength: 4 }).map(entries => {
    const record: Record<string, Value> = Object.create(null);
    for (const [name, item] of entries) record[name] = item;
    return record;
  });
}

/** Any run. */
export const arbitraryRun: fc.Arbitrary<Run> = fc
  .record({
    name: text,
    author: text,
    outcome,
    params: recordOf(param),
    metrics: recordOf(metric),
    tags: recordOf(text),
    note: text,
    seed: text,
    argv: fc.array(text, { maxLength: 4 }),
    omitted: fc.array(omission, { maxLength: 2 }),
    raw: fc.array(raw, { maxLength: 2 }),
    nested: fc.array(nested, { maxLength: 2 }),
    lineage: fc.array(lineage as fc.Arbitrary<Run['lineage'][number]>, { maxLength: 2 }),
    problems: fc.array(fc.record({ code: text, message: text }), { maxLength: 2 }),
    secrets: fc.array(fc.record({ rule: text, path: text, ordinal: count }), { maxLength: 2 }),
    pullRequest: count,
    wall: number,
  })
  .map(({ argv, omitted, raw, nested, pullRequest, wall, ...fields }) => {
    const run = sampleRun(fields);
    return {
      ...run,
      command: { ...run.command, argv },
      source: { ...run.source, omitted, raw, nested, pullRequest },
      resources: { wall },
    };
  });
