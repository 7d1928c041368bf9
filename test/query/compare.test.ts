import fc from 'fast-check';
import t from 'tap';
import { type ComparedRun, compareRuns, differingParts } from '../../src/query/compare.ts';
import type { Artifact } from '../../src/run/manifest.ts';
import type { MetricSummary } from '../../src/run/metric.ts';
import type { Run } from '../../src/run/run.ts';

const summary = (last: number, more: Partial<MetricSummary> = {}): MetricSummary => ({
  last,
  min: last,
  max: last,
  count: 1,
  step: 0,
  ...more,
});

function ran(metrics: Run['metrics'] = {}, artifacts: readonly Artifact[] = [], exitCode = 0): ComparedRun {
  const outcome = exitCode === 0 ? { status: 'finished', exitCode } : { status: 'failed', exitCode };
  return { run: { metrics, outcome: outcome as Run['outcome'] }, artifacts };
}

const artifact = (path: string, sha256: string, size = 1): Artifact => ({ path, sha256, size });

t.test('a metric is the same when all of its summary is', t => {
  const a = ran({ acc: summary(0.5), nan: summary(Number.NaN), loss: summary(1), gone: summary(1) });
  const b = ran({
    acc: summary(0.5),
    nan: summary(Number.NaN),
    loss: summary(1, { min: 0 }),
    extra: summary(2),
  });
  const { metrics, same } = compareRuns(a, b);
  t.same(
    metrics.map(metric => [metric.key, metric.same]),
    [
      ['acc', true],
      ['extra', false],
      ['gone', false],
      ['loss', false],
      ['nan', true],
    ],
  );
  t.equal(same, false);
  t.end();
});

t.test('artifacts are compared by digest and mode', t => {
  const a = ran({}, [
    artifact('a', '1'),
    artifact('b', '1'),
    artifact('c', '1', 5),
    { ...artifact('m', '1'), mode: '644' },
  ]);
  const b = ran({}, [
    artifact('d', '1'),
    artifact('b', '2', 9),
    artifact('a', '1'),
    { ...artifact('m', '1'), mode: '755' },
  ]);
  t.same(compareRuns(a, b).artifacts, [
    { path: 'a', state: 'same', a: 1, b: 1 },
    { path: 'b', state: 'different', a: 1, b: 9 },
    { path: 'c', state: 'missing', a: 5 },
    { path: 'd', state: 'new', b: 1 },
    { path: 'm', state: 'different', a: 1, b: 1 },
  ]);
  t.end();
});

t.test('to end in the same way is to end with the same code or signal', t => {
  t.equal(compareRuns(ran({}, [], 3), ran({}, [], 3)).same, true);
  t.equal(compareRuns(ran({}, [], 3), ran({}, [], 4)).same, false);
  const killed = (signal: string): ComparedRun => ({
    run: { metrics: {}, outcome: { status: 'killed', signal } },
    artifacts: [],
  });
  t.equal(compareRuns(killed('SIGKILL'), killed('SIGKILL')).same, true);
  t.equal(compareRuns(killed('SIGKILL'), killed('SIGTERM')).outcome.same, false);
  const lost: ComparedRun = { run: { metrics: {}, outcome: { status: 'lost', why: 'x' } }, artifacts: [] };
  t.equal(compareRuns(lost, killed('SIGTERM')).same, false);
  t.end();
});

t.test('a key may be called anything', t => {
  const metrics = Object.assign(Object.create(null), { constructor: summary(1), ['__proto__']: summary(1) });
  t.same(
    compareRuns(ran(metrics), ran({})).metrics.map(({ key, b }) => [key, b]),
    [
      ['__proto__', undefined],
      ['constructor', undefined],
    ],
  );
  t.end();
});

t.test('any run is the same as itself, and differences do not depend on the order', t => {
  const number = fc.double();
  const any = fc.record({ last: number, min: number, max: number, count: fc.nat(), step: fc.nat() });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), any), fc.dictionary(fc.string(), any), (one, other) => {
      t.equal(compareRuns(ran(one), ran(one)).same, true);
      t.equal(compareRuns(ran(one), ran(other)).same, compareRuns(ran(other), ran(one)).same);
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(any, any, (a, b) => t.same(differingParts(a, b), differingParts(b, a))),
    { numRuns: 50 },
  );
  t.end();
});
