import t from 'tap';
import { findBest } from '../../../src/tui/state/best.ts';
import { listOf, someRows } from '../../support/tui-state.ts';

const best = (state: ReturnType<typeof listOf>, some = 3) => {
  const search = findBest(state, some);
  let pauses = 0;
  for (let next = search.next(); ; next = search.next()) {
    if (next.done) return { pauses, values: Object.fromEntries(next.value) };
    pauses++;
  }
};

t.test('the highest accuracy is the best, found some rows at a time', async t => {
  t.same(best(listOf(someRows(10))), { pauses: 4, values: { 'metrics.acc': 0.09 } });
});

t.test('what the project declares goes before the name of a metric', async t => {
  t.same(best({ ...listOf(someRows(10)), directions: { acc: 'min' } }).values, { 'metrics.acc': 0 });
});

t.test('of one run nothing is best, and NaN never is', async t => {
  t.same(best(listOf(someRows(1))).values, {});
  const [first, second, third] = someRows(3);
  const acc = { last: Number.NaN, min: 0, max: 0, count: 1, step: 0 };
  if (first === undefined || second === undefined || third === undefined) throw new Error('three rows');
  t.same(best(listOf([{ ...first, metrics: { acc } }, second, third])).values, { 'metrics.acc': 0.02 });
});

t.test('what very many have is no star', async t => {
  const acc = { last: 0.5, min: 0.5, max: 0.5, count: 1, step: 0 };
  const equal = (count: number) => listOf(someRows(count).map(row => ({ ...row, metrics: { acc } })));
  t.same(best(equal(10)).values, { 'metrics.acc': 0.5 });
  t.same(best(equal(11)).values, {});
});
