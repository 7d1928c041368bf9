import t from 'tap';
import { purgedPaths, supersedes } from '../../src/run/purged-run.ts';
import type { Run } from '../../src/run/run.ts';
import { sampleRun } from '../support/run-rows.ts';

const run = sampleRun({});
const purged = (changes: Partial<Run> = {}, path = 'artifacts/x'): Run => ({
  ...run,
  problems: [...run.problems, { code: 'purged', message: `purged: ${path}` }],
  ...changes,
});

t.test('what was purged is what the run says of itself', async t => {
  t.same(purgedPaths(run), new Set());
  const omitted = [
    { path: 'key.pem', reason: 'purged' as const },
    { path: 'big', reason: 'too-large' as const },
  ];
  t.same(purgedPaths(purged({ source: { ...run.source, omitted } })), new Set(['key.pem', 'artifacts/x']));
});

t.test('the purged one takes the place of the other, and never the other way round', async t => {
  t.equal(supersedes(purged(), run), true);
  t.equal(supersedes(run, purged()), false);
  t.equal(supersedes(run, run), false);
  const source = { ...run.source, commit: '1'.repeat(40), tree: '2'.repeat(40) };
  t.equal(supersedes(purged({ source, artifacts: { count: 0, bytes: 0 } }), run), true);
});

t.test('of two that lack different files neither takes the place of the other', async t => {
  t.equal(supersedes(purged(), purged({}, 'artifacts/y')), false);
});

t.test('what else a run says cannot change by that', async t => {
  for (const changes of [
    { metrics: {} },
    { params: {} },
    { ended: '2027-01-01T00:00:00.000Z' },
    { note: 'better' },
    { source: { ...run.source, head: '3'.repeat(40) } },
  ])
    t.equal(supersedes(purged(changes), run), false, Object.keys(changes)[0] as string);
});
