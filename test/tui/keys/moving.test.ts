import t from 'tap';
import { moveKeys } from '../../../src/tui/keys/moving.ts';

t.test('the keys of vi and of arrows go through every pane', async t => {
  const actions = new Map(
    moveKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    ['j', 'down'],
    ['k', 'up'],
    ['g', 'first'],
    ['G', 'last'],
    ['ctrl+d', 'half-down'],
    ['/', 'search'],
    ['n', 'next-match'],
    ['N', 'previous-match'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
