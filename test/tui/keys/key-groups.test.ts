import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { BINDINGS } from '../../../src/tui/keys/bindings.ts';
import { keyGroups, keyTable } from '../../../src/tui/keys/key-groups.ts';

const README = join(import.meta.dirname, '../../../README.md');

t.test('every key is in a group, once', async t => {
  const shown = keyGroups().flatMap(({ keys }) => keys);
  const bound = BINDINGS.filter(({ keys, action }) => keys.length > 0 && !action.startsWith('pane-'));
  t.equal(shown.length, bound.length + 1);
  t.equal(keyGroups()[0]?.title, 'Everywhere');
  t.match(keyGroups()[0]?.keys[0], { keys: ['1 … 9'] });
});

t.test('the README has the keys as they are', async t => {
  const readme = readFileSync(README, 'utf8');
  const pattern = /\| key \| does \|\n(?:\|.*\n)+/;
  if (process.env.UPDATE_GOLDEN === '1')
    writeFileSync(
      README,
      readme.replace(pattern, () => keyTable()),
    );
  t.equal(pattern.exec(readFileSync(README, 'utf8'))?.[0], keyTable());
});
