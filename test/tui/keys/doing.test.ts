import t from 'tap';
import { doingKeys } from '../../../src/tui/keys/doing.ts';

t.test('what is done to runs has the same key in every pane', async t => {
  const actions = new Map(
    doingKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    ['c', 'checkout'],
    ['r', 'rerun'],
    ['d', 'diff'],
    ['=', 'compare'],
    ['*', 'star'],
    ['t', 'tag'],
    ['#', 'note'],
    ['D', 'trash'],
    ['u', 'undo'],
    ['P', 'push'],
    ['F', 'fetch'],
    ['y', 'copy'],
    ['f', 'filter'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
