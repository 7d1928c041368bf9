import t from 'tap';
import { metricsRemark } from '../../../src/tui/panes/metrics-remark.ts';
import type { CurveLook } from '../../../src/tui/state/metrics.ts';
import { curvesState, SIZE } from '../../support/tui-curves.ts';

const names = ['a', 'b', 'c', 'd', 'e'];
const state = curvesState([Object.fromEntries(names.map(name => [name, [1, 2, 3]]))]);
const remark = (look: Partial<CurveLook> = {}, data: Partial<typeof state.data> = {}) =>
  metricsRemark({ ...state, data: { ...state.data, ...data }, look: { ...state.look, ...look } }, SIZE);

t.test('it says which of how many, and over what', async t => {
  t.equal(remark(), '1–2 of 5 · over step');
  t.equal(remark({ isOne: true, current: 'c' }), '3 of 5 · over step');
  t.equal(remark({ filter: 'a', axis: 'relative' }), 'over seconds · /a');
});

t.test('it says how they are drawn', async t => {
  const look = {
    smoothing: 0.9,
    logX: true,
    logY: true,
    span: { from: 0.5, to: 1.25, unit: 'step' },
  } as const;
  t.equal(remark(look), '1–2 of 5 · over step · 0.5 to 1.25 · smoothed 0.9 · log y · log x');
  t.equal(remark({ span: { from: 0, to: 1, unit: 'seconds' } }), '1–2 of 5 · over step');
});

t.test('it says what is not there', async t => {
  t.equal(remark({}, { leftOut: 18 }), '1–2 of 5 · over step · 1 of 19 runs');
  t.equal(remark({}, { trouble: 'it is gone' }), '1–2 of 5 · over step · it is gone');
  t.equal(remark({}, { metrics: [] }), 'a');
  t.match(remark({}, { metrics: ['system/cpu'] }), /^none logged: git run metric loss=0.31 .* · over step$/);
});
