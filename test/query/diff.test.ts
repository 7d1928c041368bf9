import fc from 'fast-check';
import t from 'tap';
import { differing } from '../../src/query/changes.ts';
import { type DiffOptions, diffSides } from '../../src/query/diff.ts';
import { betterByName } from '../../src/query/direction.ts';
import { type Side, sideOfRow } from '../../src/query/side.ts';
import type { MetricSummary } from '../../src/run/metric.ts';
import type { Param } from '../../src/run/param.ts';
import { liveRow, sampleRow, sampleRun } from '../support/run-rows.ts';

const options: DiffOptions = { directionOf: betterByName };
const base = sideOfRow(sampleRow());
const summary = (last: number): MetricSummary => ({ last, min: last, max: last, count: 1, step: 0 });
const params = (values: Record<string, Param['value']>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, origin: { kind: 'event' } as const }]),
  );

t.test('a run is the same as itself in every section', async t => {
  const side: Side = { ...base, environment: { os: { id: 'debian' } }, inputs: [], artifacts: [] };
  const diff = diffSides(side, side, options);
  t.equal(diff.same, true);
  t.same(diff.leftOut, []);
});

t.test('params differ in value and in type', async t => {
  const a = { ...base, params: params({ lr: 0.1, n: 1, gone: 1, ['__proto__']: 1 }) };
  const b = { ...base, params: params({ lr: '0.1', n: 1, come: 1 }) };
  const diff = diffSides(a, b, options);
  t.same(
    differing(diff.params ?? []).map(({ key, state }) => [key, state]),
    [
      ['__proto__', 'removed'],
      ['come', 'added'],
      ['gone', 'removed'],
      ['lr', 'changed'],
    ],
  );
  t.equal(diff.same, false);
});

t.test('of a metric it is told by how much, and which is better', async t => {
  const a = {
    ...base,
    metrics: { acc: summary(0.5), loss: summary(0), nan: summary(Number.NaN), own: summary(1) },
  };
  const b = { ...base, metrics: { acc: summary(0.75), loss: summary(1), nan: summary(1), own: summary(2) } };
  const { metrics = [] } = diffSides(a, b, {
    directionOf: key => (key === 'own' ? 'min' : betterByName(key)),
  });
  t.match(metrics, [
    { key: 'acc', difference: 0.25, relative: 0.5, better: 'b', direction: 'max' },
    { key: 'loss', difference: 1, better: 'a', direction: 'min' },
    { key: 'nan', better: 'b' },
    { key: 'own', difference: 1, better: 'a', direction: 'min' },
  ]);
  t.notOk(metrics.some(({ key, relative }) => key === 'loss' && relative !== undefined));
});

t.test('how long it took, and where, is told and does not count', async t => {
  const other = { ...base, duration: 99, host: 'node8' };
  const diff = diffSides(base, other, options);
  t.equal(differing(diff.outcome ?? []).length, 2);
  t.equal(diff.same, true);
  t.equal(diffSides(base, { ...base, outcome: { status: 'failed', exitCode: 1 } }, options).same, false);
  t.equal(diffSides(base, { ...base, seed: '1' }, options).same, false);
});

t.test('code is the same where the trees are, and nothing is known beside them', async t => {
  const source = { ...sampleRun().source, commit: 'f'.repeat(40) };
  t.match(diffSides(base, { ...base, source }, options).code, { same: true, sameTree: true });
  const edited = { ...source, tree: 'f'.repeat(40) };
  t.match(diffSides(base, { ...base, source: edited }, options).code, { same: false, sameTree: false });
  const raw = { ...source, raw: [{ path: 'x', oid: 'o', sha256: 's', size: 1 }] };
  t.match(diffSides(base, { ...base, source: raw }, options).code, { same: false, sameTree: true });
});

t.test('inputs are compared by digest, and those without one by size and time', async t => {
  const input = (changes: object) => ({
    ...base,
    inputs: [{ path: 'a', size: 1, declared: 'argv', ...changes } as never],
  });
  const hashed = (sha256: string) => input({ method: 'sha256', sha256 });
  const seen = (modified: string) => input({ method: 'stat', modified });
  t.equal(diffSides(hashed('x'), hashed('x'), options).same, true);
  t.equal(diffSides(hashed('x'), hashed('y'), options).same, false);
  t.equal(diffSides(seen('1'), seen('1'), options).same, true);
  t.equal(diffSides(seen('1'), seen('2'), options).same, false);
  t.equal(diffSides(hashed('x'), seen('1'), options).same, false);
});

t.test('what one side has not is left out, and said', async t => {
  const row = sampleRow();
  const now: Side = {
    name: 'work tree',
    params: row.params,
    environment: {},
    inputs: [],
    source: sampleRun().source,
  };
  t.same(diffSides(base, now, options).leftOut, [
    'outcome',
    'command',
    'metrics',
    'environment',
    'inputs',
    'artifacts',
  ]);
  t.same(diffSides(base, now, { ...options, sections: ['params', 'metrics'] }).leftOut, ['metrics']);
});

t.test('of a run in progress no more of the environment is compared than is known', async t => {
  const live: Side = { ...sideOfRow(liveRow()), environment: { os: { id: 'debian' } } };
  const ended: Side = { ...base, environment: { os: { id: 'debian' }, python: { version: '3.12' } } };
  t.same(differing(diffSides(live, ended, options).environment?.facts ?? []), []);
});

t.test('turned round, differences change their sign and the better one its side', async () => {
  const value = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(value, value, (x, y) => {
      const [a, b] = [
        { ...base, metrics: { acc: summary(x) } },
        { ...base, metrics: { acc: summary(y) } },
      ];
      const [there] = diffSides(a, b, options).metrics ?? [];
      const [back] = diffSides(b, a, options).metrics ?? [];
      const turned = { a: 'b', b: 'a' } as const;
      return (
        (there?.difference === 0 - (back?.difference ?? 0) ||
          (there?.difference === 0 && back?.difference === 0)) &&
        (there?.better && turned[there.better]) === back?.better
      );
    }),
  );
});
