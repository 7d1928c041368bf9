import t from 'tap';
import { metricsKeys } from '../../../src/tui/keys/in-metrics.ts';

t.test('curves are zoomed, panned and smoothed by keys', async t => {
  const actions = new Map(
    metricsKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    ['+', 'zoom-in'],
    ['-', 'zoom-out'],
    ['0', 'zoom-reset'],
    ['x', 'x-axis'],
    [']', 'next-metric'],
    ['m', 'smoother'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
