import t from 'tap';
import { screenKeys } from '../../../src/tui/keys/on-screen.ts';

t.test('the screen itself has the keys of its kind', async t => {
  const actions = new Map(
    screenKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    ['tab', 'next-pane'],
    ['?', 'help'],
    [':', 'command'],
    ['q', 'back'],
    ['R', 'refresh'],
    ['ctrl+z', 'suspend'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
