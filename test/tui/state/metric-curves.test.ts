import t from 'tap';
import {
  currentMetric,
  curvesOf,
  foundMetrics,
  pageOf,
  unitOf,
  wholeOf,
} from '../../../src/tui/state/metric-curves.ts';
import { curvesState, runId, SIZE } from '../../support/tui-curves.ts';

const state = curvesState([
  { loss: [3, 2, 1], acc: [0, 1], 'system/cpu': [50] },
  { loss: [4, 3, 2, 1, 0], lr: [1] },
]);
const looking = (look: Partial<typeof state.look>) => ({
  data: state.data,
  look: { ...state.look, ...look },
});

t.test('settings come behind what is judged by, and what was measured last', async t => {
  t.same(foundMetrics(state), ['loss', 'acc', 'lr', 'system/cpu']);
  t.same(foundMetrics(looking({ filter: 'c' })), ['acc', 'system/cpu']);
});

t.test('the first is current where there is none of that name', async t => {
  t.equal(currentMetric(state), 'loss');
  t.equal(currentMetric(looking({ current: 'lr' })), 'lr');
  t.equal(currentMetric(looking({ current: 'lr', filter: 'acc' })), 'acc');
  t.equal(currentMetric(looking({ filter: 'none' })), undefined);
});

t.test('the page is the one that the current metric is on', async t => {
  t.same(pageOf(state, SIZE).metrics, ['loss', 'acc']);
  const page = pageOf(looking({ current: 'lr' }), SIZE);
  t.same([page.metrics, page.first, page.count], [['lr', 'system/cpu'], 2, 4]);
  t.same(pageOf(looking({ isOne: true, current: 'acc' }), SIZE).metrics, ['acc']);
});

t.test('curves are those of the runs that have one, and are not hidden', async t => {
  const names = (drawn: Parameters<typeof curvesOf>[0], metric: string) =>
    curvesOf(drawn, metric).map(({ run }) => run.name);
  t.same(names(state, 'loss'), ['a', 'b']);
  t.same(names(state, 'acc'), ['a']);
  t.same(names(looking({ hidden: new Set([runId(0)]) }), 'loss'), ['b']);
  t.same(names(looking({ solo: runId(0), hidden: new Set([runId(0)]) }), 'loss'), ['a']);
});

t.test('what is measured by the second has no steps', async t => {
  t.same([unitOf('loss', 'step'), unitOf('system/cpu', 'step')], ['step', 'seconds']);
  t.same([unitOf('loss', 'time'), unitOf('system/cpu', 'relative')], ['seconds', 'seconds']);
});

t.test('all of it goes from the first point of all to the last', async t => {
  t.same(wholeOf(state, ['loss', 'acc']), { from: 0, to: 4 });
  t.same(wholeOf(looking({ logX: true }), ['loss']), { from: 1, to: 4 });
  t.equal(wholeOf(looking({ logX: true }), ['lr']), undefined);
  t.equal(wholeOf(state, ['none']), undefined);
});
