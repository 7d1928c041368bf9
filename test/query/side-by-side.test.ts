import t from 'tap';
import { betterByName } from '../../src/query/direction.ts';
import { type Side, sideOfRow } from '../../src/query/side.ts';
import { isAllSame, sideBySide } from '../../src/query/side-by-side.ts';
import type { MetricSummary } from '../../src/run/metric.ts';
import { paramOfText } from '../../src/run/param.ts';
import { sampleRow } from '../support/run-rows.ts';

const summary = (last: number): MetricSummary => ({ last, min: last, max: last, count: 1, step: 0 });
const side = (lr: string, metrics: Record<string, number>): Side => ({
  ...sideOfRow(sampleRow()),
  params: { lr: paramOfText(lr, { kind: 'option' }), same: { value: 1, origin: { kind: 'option' } } },
  metrics: Object.fromEntries(Object.entries(metrics).map(([key, value]) => [key, summary(value)])),
});
const options = { directionOf: betterByName, sections: ['params', 'metrics'] as const };

t.test('every key of any of them, and who is best', async t => {
  const rows = sideBySide(
    [side('0.1', { acc: 0.5, loss: 2 }), side('0.2', { acc: 0.7, loss: 1 }), side('0.1', { acc: 0.7 })],
    options,
  );
  t.same(
    rows.map(({ key, same, best, values }) => [key, same, best, values.map(leaf => leaf?.value)]),
    [
      ['lr', false, [], [0.1, 0.2, 0.1]],
      ['same', true, [], [1, 1, 1]],
      ['acc', false, [1, 2], [0.5, 0.7, 0.7]],
      ['loss', false, [1], [2, 1, undefined]],
    ],
  );
});

t.test('of equal ones, of one alone and of NaN there is no best', async t => {
  const [equal, alone, nan] = sideBySide(
    [side('1', { a: 1, b: 1, c: Number.NaN }), side('1', { a: 1, c: Number.NaN })],
    { ...options, sections: ['metrics'] },
  );
  t.match(
    [equal, alone, nan],
    [
      { same: true, best: [] },
      { same: false, best: [] },
      { same: true, best: [] },
    ],
  );
});

t.test('how long it took is no difference that counts', async t => {
  const one = side('1', {});
  const rows = sideBySide([one, { ...one, duration: 99 }], { directionOf: betterByName });
  t.ok(rows.some(({ same }) => !same));
  t.equal(isAllSame(rows), true);
  t.equal(isAllSame(sideBySide([one, side('2', {})], options)), false);
});
