import t from 'tap';
import { pagesKeys } from '../../../src/tui/keys/in-pages.ts';

t.test('hunks, files and errors are gone to by one key', async t => {
  const actions = new Map(
    pagesKeys.flatMap(({ keys, action }) => keys.map(key => [key as string, action as string])),
  );
  const known = [
    [']', 'next-hunk'],
    ['}', 'next-file'],
    ['e', 'next-error'],
  ] as const;
  for (const [key, action] of known) t.equal(actions.get(key), action, key);
});
