import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { matcher } from '../../../src/query/filter/matches.ts';
import { parseStrict } from '../../../src/query/filter/strict.ts';
import { SearchFilterError } from '../../../src/run/filter-errors.ts';
import type { Outcome } from '../../../src/run/run.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import type { RunRow } from '../../../src/run/run-row.ts';
import { NOW, sampleRow } from '../../support/run-rows.ts';

const FIXTURE = join(import.meta.dirname, '../../../fixtures/foreign/mlflow-filters.json');
const { outcomes } = JSON.parse(readFileSync(FIXTURE, 'utf8')) as {
  outcomes: Record<string, { finds?: string[]; error?: string }>;
};

/** The runs that MLflow was asked about. */
function runs(): RunRow[] {
  const finished: Outcome = { status: 'finished', exitCode: 0 };
  return [
    run(
      'good',
      1000,
      finished,
      { acc: 0.97, 'val loss': 0.1 },
      { opt: 'adam', lr: '0.1' },
      { stage: 'dev', 'a.b': 'x' },
    ),
    run('poor', 2000, finished, { acc: 0.5, 'val-loss': 2 }, { opt: 'Adamw', lr: '1e-1' }, { stage: 'prod' }),
    run('fail', 3000, { status: 'failed', exitCode: 1 }, {}, { opt: "it''s" }, {}),
  ];
}

function run(
  name: string,
  start: number,
  outcome: Outcome,
  metrics: Record<string, number>,
  params: Record<string, string>,
  tags: Record<string, string>,
): RunRow {
  return sampleRow({
    id: name.repeat(8) as RunId,
    name,
    author: 'ada',
    outcome,
    started: new Date(start).toISOString(),
    ended: new Date(start + 5000).toISOString(),
    metrics: mapped(metrics, last => ({ last, min: last, max: last, count: 1, step: 0 })),
    params: mapped(params, value => ({ value, origin: { kind: 'event' } })),
    tags: { 'mlflow.runName': name, ...tags },
  });
}

function mapped<A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

t.test('every filter has the outcome that MLflow has', async t => {
  const rows = runs();
  for (const [text, { finds, error }] of Object.entries(outcomes)) {
    // Where artifacts are is not a field of a run here.
    if (text.startsWith('artifact_uri')) continue;
    let outcome: unknown;
    try {
      const test = matcher(parseStrict(text), { now: NOW, zone: () => 0 });
      outcome = { finds: rows.filter(test).map(({ name }) => name) };
    } catch (thrown) {
      if (!(thrown instanceof SearchFilterError)) throw thrown;
      outcome = { error: thrown.message };
    }
    t.same(outcome, finds === undefined ? { error } : { finds }, text);
  }
});

t.test('no text makes it throw anything but its own error', async () => {
  const scraps = fc.constantFrom(
    ...[
      'metrics.a',
      'params.',
      'status',
      ' ',
      '(',
      ')',
      ',',
      "'x'",
      '"',
      '`',
      '=',
      '<',
      '!',
      ';',
      '5',
      'run_id',
    ],
    ...[' AND ', ' or ', ' not ', ' in ', ' is ', ' null ', ' between ', ' like ', '+', '--', '\n'],
  );
  fc.assert(
    fc.property(fc.array(scraps, { maxLength: 12 }), parts => {
      try {
        matcher(parseStrict(parts.join('')), { now: NOW, zone: () => 0 })(sampleRow());
      } catch (error) {
        if (!(error instanceof SearchFilterError)) throw error;
      }
      return true;
    }),
    { numRuns: 5000 },
  );
});
