import t from 'tap';
import { numbered } from '../../support/log-states.ts';
import { openOutput } from '../../support/output-pane.ts';

t.test('the end of the output of the run under the cursor is seen', async t => {
  const { until, store, shown } = openOutput(t, [{ parts: [numbered(20)] }, { parts: [] }]);
  await until(lines => lines.at(-1) === 'line 19');
  t.same(shown(), ['line 14', 'line 15', 'line 16', 'line 17', 'line 18', 'line 19']);
  store.send({ kind: 'runs', event: { kind: 'point', at: 1 } });
  await until(lines => lines.join().includes('No output.'));
});

t.test('where there is no run there is nothing', async t => {
  const { shown, store } = openOutput(t, []);
  store.send({ kind: 'runs', event: { kind: 'runs', rows: [], isComplete: true } });
  t.same(shown(), []);
});
