import t from 'tap';
import { runsKeys } from '../../../src/tui/keys/in-runs.ts';

t.test('space marks, s sorts and Enter opens, as in lazygit and tig', async t => {
  const actions = new Map(
    runsKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    ['space', 'mark'],
    ['v', 'range'],
    ['s', 'sort'],
    ['enter', 'open'],
    ['o', 'columns'],
    ['p', 'pin'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
