import fc from 'fast-check';
import t from 'tap';
import { sampleOf } from '../../../src/view/figure/sample.ts';
import type { MetricSeries } from '../../../src/view/figure/series.ts';

const wish = { most: 40, every: 1, logX: false } as const;
const seriesOf = (y: readonly number[]): MetricSeries => ({
  step: y.map((_, at) => at),
  seconds: y.map((_, at) => at / 3),
  y,
});

t.test('a short series is whole, with its gaps', async t => {
  t.same(sampleOf(seriesOf([1, Number.NaN, Number.POSITIVE_INFINITY, 4]), wish), {
    step: [0, 1, 2, 3],
    seconds: [0, 0.333, 0.667, 1],
    y: [1, null, null, 4],
    count: 4,
    gaps: 2,
  });
});

t.test('of a long one the extremes stay, whatever it does', async () => {
  const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 41, maxLength: 400 }), y => {
      const { y: kept, count } = sampleOf(seriesOf(y), wish);
      const finite = y.filter(one => !Number.isNaN(one));
      const seen = kept.filter(one => one !== null);
      const near = (a: number, b: number) => Math.abs(a - b) <= Math.abs(b) * 1e-6;
      return (
        count === y.length &&
        (finite.length === 0 ||
          (near(Math.max(...seen), Math.max(...finite)) && near(Math.min(...seen), Math.min(...finite))))
      );
    }),
  );
});

t.test('a million points are as many as were wished for', async t => {
  const y = Array.from({ length: 1e6 }, (_, at) => (at === 777_777 ? 9 : Math.sin(at / 1e5)));
  const { step, means } = sampleOf(seriesOf(y), { ...wish, most: 4000 });
  t.ok(step.length <= 4004 && step.length > 2000, String(step.length));
  t.ok(step.includes(777_777), 'the peak is there');
  t.equal(means?.y.length, 1000);
  t.ok(Math.abs((means?.each ?? 0) - 1000) <= 1, 'of a thousand points each');
});

t.test('a gap that is as long as a stretch is one in the means too', async t => {
  const y = Array.from({ length: 400 }, (_, at) => (at > 100 && at < 200 ? Number.NaN : 1));
  const { means, y: kept, gaps } = sampleOf(seriesOf(y), wish);
  t.ok(means?.y.includes(null));
  t.ok(kept.includes(null));
  t.equal(gaps, 99);
});

t.test('on a logarithmic axis the beginning has as many points as the end', async t => {
  const y = Array.from({ length: 10_000 }, (_, at) => at % 7);
  const before = ({ step }: { step: readonly number[] }) => step.filter(one => one < 100).length;
  t.ok(before(sampleOf(seriesOf(y), { ...wish, logX: true })) > 10);
  t.ok(before(sampleOf(seriesOf(y), wish)) < 10);
});
