import t from 'tap';
import { chartsOf } from '../../../src/tui/panes/metrics-charts.ts';
import type { CurveLook } from '../../../src/tui/state/metrics.ts';
import { curvesState, falling, runId, SIZE } from '../../support/tui-curves.ts';

const state = curvesState([
  { loss: falling(50), 'system/memory': [1e9, 2e9] },
  { loss: falling(20).map(value => value + 1) },
]);
const drawn = (look: Partial<CurveLook> = {}, size = SIZE) =>
  chartsOf({ data: state.data, look: { ...state.look, ...look } }, size);
const printed = (of: ReturnType<typeof drawn>, at = 0) =>
  (of.charts[at]?.drawing?.frame.around([]) ?? [])
    .map(line => line.map(({ text }) => text).join(''))
    .join('\n');

t.test('there is a chart for each metric of the page, with the curves of all runs', async t => {
  const { charts } = drawn();
  t.same(
    charts.map(({ metric, curves, behind }) => [metric, curves.length, behind]),
    [
      ['loss', 2, 0],
      ['system/memory', 1, 0],
    ],
  );
});

t.test('behind smoothed curves stand those that are not', async t => {
  const [chart] = drawn({ smoothing: 0.9 }).charts;
  t.same([chart?.curves.length, chart?.behind], [2, 2]);
  const layers = new Set(chart?.drawing?.cells.flat().map(cell => cell?.layer));
  t.ok(layers.has(3) && (layers.has(0) || layers.has(1)));
});

t.test('of a stretch the vertical axis shows what is there', async t => {
  const [chart] = drawn({ span: { from: 40, to: 49, unit: 'step' } }).charts;
  t.equal(chart?.drawing?.frame.horizontal.from, 40);
  t.ok((chart?.drawing?.frame.vertical.to ?? 1) < 0.2);
  t.equal(drawn({ span: { from: 90, to: 99, unit: 'step' } }).charts[0]?.drawing, undefined);
});

t.test('what counts in another unit is shown whole, and says so', async t => {
  const page = drawn({ span: { from: 40, to: 49, unit: 'step' } });
  t.equal(page.charts[1]?.drawing?.frame.horizontal.to, 1);
  t.match(printed(page, 1), 'seconds');
  t.notMatch(printed(page, 0), 'step');
});

t.test('bytes are printed as sizes', async t => {
  const { charts } = drawn({ current: 'system/memory', isOne: true });
  const texts = charts[0]?.drawing?.frame.around(charts[0].drawing.cells.map(() => [])) ?? [];
  t.match(
    texts
      .flat()
      .map(({ text }) => text)
      .join(''),
    '2.0 GB',
  );
});

t.test('series that have not come are waited for; of those that came there may be none', async t => {
  const data = { ...state.data, metrics: ['later', 'gone'], answered: new Set(['gone']) };
  const { charts } = chartsOf({ data, look: state.look }, SIZE);
  t.same(
    charts.map(({ isAwaited, drawing }) => [isAwaited, drawing]),
    [
      [true, undefined],
      [false, undefined],
    ],
  );
});

t.test('a curve that is hidden is not drawn', async t => {
  t.equal(drawn({ hidden: new Set([runId(0)]) }).charts[0]?.curves.length, 1);
});
