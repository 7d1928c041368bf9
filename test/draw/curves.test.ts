import t from 'tap';
import { type CurvesWish, curvesOption } from '../../src/draw/curves.ts';
import { LOOKS } from '../../src/draw/look.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const line = (y: readonly number[], isFaint = false) => ({
  name: 'a',
  of: 0,
  x: y.map((_, at) => at),
  y,
  isFaint,
});
const wish = (changes: Partial<CurvesWish>): CurvesWish => ({
  title: 'loss',
  note: 'lower is better',
  lines: [line([1, 2])],
  label: 'step',
  logX: false,
  logY: false,
  ...changes,
});
interface Series {
  readonly data: readonly (readonly [number, number | '-'])[];
  readonly symbol: string;
  readonly lineStyle: { readonly opacity: number };
}
const seriesOf = (changes: Partial<CurvesWish>) =>
  curvesOption(wish(changes), stage).series as readonly Series[];

t.test('where a value has no place the line has a gap', async t => {
  const y = [1, Number.NaN, 0, 2];
  t.same(seriesOf({ lines: [line(y)] })[0]?.data, [
    [0, 1],
    [1, '-'],
    [2, 0],
    [3, 2],
  ]);
  t.same(seriesOf({ lines: [line(y)], logY: true })[0]?.data, [
    [0, 1],
    [1, '-'],
    [2, '-'],
    [3, 2],
  ]);
});

t.test('a point between two gaps is seen as a point', async t => {
  t.equal(seriesOf({ lines: [line([1, 2])] })[0]?.symbol, 'none');
  t.equal(seriesOf({ lines: [line([1, Number.NaN, 2, Number.NaN, 3])] })[0]?.symbol, 'circle');
});

t.test('many seconds are minutes', async t => {
  const long = { name: 'a', of: 0, x: [0, 600], y: [1, 2], isFaint: false };
  t.match(curvesOption(wish({ lines: [long], label: 'seconds' }), stage), {
    xAxis: { name: 'minutes', max: 10 },
  });
});

t.test('raw curves are faint behind smoothed ones, and not in the legend', async t => {
  const lines = [line([1, 2], true), line([1, 1.5])];
  const [raw, smooth] = seriesOf({ lines });
  t.ok((raw?.lineStyle.opacity ?? 1) < (smooth?.lineStyle.opacity ?? 0));
});

t.test('a logarithmic axis is as high as what is seen of the curves', async t => {
  const lines = [line([100, 10, 1, 0.1])];
  const highest = (changes: Partial<CurvesWish>) =>
    (curvesOption(wish({ lines, logY: true, ...changes }), stage).yAxis as { max: number }).max;
  t.ok(highest({}) > 100);
  t.ok(highest({ seen: [2, 3] }) < 2);
});
