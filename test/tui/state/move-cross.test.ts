import t from 'tap';
import type { MetricsState } from '../../../src/tui/state/metrics.ts';
import { moveCross } from '../../../src/tui/state/move-cross.ts';
import { curvesState, falling, SIZE } from '../../support/tui-curves.ts';

type To = Parameters<typeof moveCross>[1];
const after = (state: MetricsState, ...keys: readonly To[]) =>
  keys.reduce((now, key) => moveCross(now, key, SIZE), state);
const at = (state: MetricsState, ...keys: readonly To[]) => after(state, ...keys).cross?.x;

const few = curvesState([{ loss: [3, 2, 1, 0], acc: [1] }, { loss: [9, 8, 7, 6, 5, 4] }]);

t.test('it goes over the points of all curves', async t => {
  t.same([at(few, 'right'), at(few, 'right', 'right'), at(few, 'left')], [0, 1, 5]);
  t.same([at(few, 'last'), at(few, 'last', 'left', 'left'), at(few, 'last', 'first')], [5, 3, 0]);
});

t.test('it stays at the ends', async t => {
  t.same([at(few, 'last', 'right'), at(few, 'first', 'left')], [5, 0]);
});

t.test('of points that are not seen apart it goes to one that is', async t => {
  const many = curvesState([{ loss: falling(10_001) }]);
  const step = (at(many, 'first', 'right') ?? 0) / 10_000;
  t.ok(step > 1 / 80 && step < 1 / 40, `${step} of the chart`);
});

t.test('what is seen goes along', async t => {
  const close: MetricsState = { ...few, look: { ...few.look, span: { from: 0, to: 2, unit: 'step' } } };
  t.same(after(close, 'last', 'right').look.span, { from: 1, to: 3, unit: 'step' });
  t.same(after(close, 'last').look.span, close.look.span);
});

t.test('where nothing is drawn it is nowhere', async t => {
  const none = curvesState([{}]);
  t.equal(after(none, 'right'), none);
});
