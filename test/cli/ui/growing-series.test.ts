import t from 'tap';
import { growingSeries } from '../../../src/cli/ui/growing-series.ts';

t.test('a series grows, and those who were given it keep what they have', async t => {
  const growing = growingSeries();
  growing.add(0, 0.5, 9);
  const before = growing.series();
  for (let at = 1; at < 1000; at++) growing.add(at, at / 2, at * 2);
  t.same([...before.y], [9]);
  const { step, seconds, y } = growing.series();
  t.same([step.length, seconds[999], y[999]], [1000, 499.5, 1998]);
});

t.test('one that has not grown is the very same, so that nothing is drawn anew', async t => {
  const growing = growingSeries();
  growing.add(0, 0, 0);
  t.equal(growing.series(), growing.series());
});
