import fc from 'fast-check';
import t from 'tap';
import { type Annotation, annotate } from '../../src/run/annotation.ts';
import { type Attempt, attemptPath, pathInAttempt } from '../../src/run/attempt.ts';
import { canonical } from '../../src/run/json.ts';
import type { Run } from '../../src/run/run.ts';
import type { EventId, RunId } from '../../src/run/run-id.ts';
import { attemptOf, metricsOf, paramsOf } from '../support/attempts.ts';
import { sampleRun } from '../support/run-rows.ts';

const edit = (attempt: Attempt, at: number): Annotation => ({
  id: `e${at}` as EventId,
  time: '2026-01-02T03:04:05.000Z',
  author: 'Ada <ada@example.com>',
  edit: { kind: 'continue', ...attempt },
});
const joined = (run: Run, ...attempts: readonly Attempt[]) => annotate(run, attempts.map(edit));

t.test('a run that was gone on with is all that was logged in it', async t => {
  const run = sampleRun({ params: paramsOf({ lr: '1' }), metrics: metricsOf({ loss: [3, 2] }) });
  const { attempt } = attemptOf({
    params: { lr: '2', more: 'x' },
    metrics: { loss: [1], acc: [0.5] },
    outcome: { status: 'failed', exitCode: 1 },
  });
  const after = joined(run, attempt);
  t.same({ ...after.run.params }, paramsOf({ lr: '1', more: 'x' }), 'a param that was there stays');
  t.match(after.run.metrics, { loss: { last: 1, min: 1, max: 3, count: 3 }, acc: { count: 1 } });
  t.match(after.run, { outcome: { status: 'failed' }, ended: attempt.ended, started: run.started });
  t.same(Object.keys(after.added), [`attempts/${attempt.attempt}/metrics/main.ndjson`]);
  t.equal(after.recorded, run, 'and what was recorded is at hand');
});

t.test('where nobody said that it goes on, it has ended as it had', async t => {
  const run = sampleRun({ outcome: { status: 'killed', signal: 'SIGINT' } });
  const after = joined(run, attemptOf({ metrics: { late: [1] } }).attempt);
  t.match(after.run, { outcome: run.outcome, ended: run.ended });
});

t.test('a file of an attempt is what it would be in the run', async t => {
  const path = attemptPath('01arz3ndektsv4rrffq69g5fav' as RunId, 'metrics/a.ndjson');
  t.equal(path, 'attempts/01arz3ndektsv4rrffq69g5fav/metrics/a.ndjson');
  t.equal(pathInAttempt(path), 'metrics/a.ndjson');
  t.equal(pathInAttempt('metrics/a.ndjson'), 'metrics/a.ndjson');
});

t.test('what was logged in any number of attempts is what one run would have logged', async () => {
  const value = fc.oneof(fc.double(), fc.constant(Number.NaN));
  const write = fc.record({ key: fc.constantFrom('a', '__proto__', 'constructor'), value });
  const log = fc.array(fc.array(write, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
  const seriesOf = (writes: readonly { key: string; value: number }[]) => {
    const series = new Map<string, number[]>();
    for (const { key, value } of writes) series.set(key, [...(series.get(key) ?? []), value]);
    return Object.fromEntries(series);
  };
  // Steps are counted by each: they are the logger's, not the fold's.
  const told = (run: Run) =>
    canonical(
      Object.entries(run.metrics)
        .map(([key, { step: _, ...summary }]) => [key, { ...summary }])
        .sort(),
    );
  fc.assert(
    fc.property(log, ([first = [], ...later]) => {
      const whole = sampleRun({ metrics: metricsOf(seriesOf([first, ...later].flat())) });
      const split = joined(
        sampleRun({ metrics: metricsOf(seriesOf(first)) }),
        ...later.map(writes => attemptOf({ metrics: seriesOf(writes) }).attempt),
      );
      return told(split.run) === told(whole);
    }),
  );
});
