import t from 'tap';
import { useBest } from '../../../src/tui/hooks/use-best.ts';
import type { RunsState } from '../../../src/tui/state/runs.ts';
import { until } from '../../support/tui-control.ts';
import { hooked, screenStore } from '../../support/tui-screen.tsx';
import { listOf, someRows } from '../../support/tui-state.ts';

t.test('the best values of the list are told, of many rows as well', async t => {
  const { state, send } = screenStore();
  hooked(t, (runs: RunsState) => useBest(runs, send), listOf(someRows(2500)));
  await until(() => state().runs.best.size > 0);
  t.same([...state().runs.best], [['metrics.acc', 24.99]]);
});

t.test('of another list those of before are not told any more', async t => {
  const { state, send } = screenStore();
  const told: number[] = [];
  const hear = (event: Parameters<typeof send>[0]) => {
    send(event);
    told.push(state().runs.best.get('metrics.acc') ?? Number.NaN);
  };
  const hook = hooked(t, (runs: RunsState) => useBest(runs, hear), listOf(someRows(10)));
  hook.again(listOf(someRows(20)));
  await until(() => told.length > 0);
  t.same(told, [0.19]);
});

t.test('as long as runs are read nothing is best', async t => {
  const { state, send } = screenStore();
  const hook = hooked(t, (runs: RunsState) => useBest(runs, send), {
    ...listOf(someRows(20)),
    isComplete: false,
  });
  hook.again(listOf(someRows(10)));
  await until(() => state().runs.best.size > 0);
  t.equal(state().runs.best.get('metrics.acc'), 0.09);
});
