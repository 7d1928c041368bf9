import { lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { linkInto } from '../../src/reproduce/link.ts';

t.test('what a worktree lacks is linked, what it has stays its own', async t => {
  const root = t.testdir({
    user: { data: { 'a.csv': '1' }, models: { '.gitkeep': '', 'm.pt': 'weights' }, '.venv': { bin: {} } },
    tree: { models: { '.gitkeep': '' }, nested: {} },
  });
  const [user, tree] = [join(root, 'user'), join(root, 'tree')];
  const linked = await linkInto(tree, user, ['data/', 'models', '.venv', 'not-there']);
  t.strictSame([...linked].sort(), ['.venv', 'data', 'models/m.pt']);
  t.equal(readlinkSync(join(tree, 'data')), join(user, 'data'));
  t.equal(readFileSync(join(tree, 'data/a.csv'), 'utf8'), '1');
  t.ok(lstatSync(join(tree, 'models/.gitkeep')).isFile(), 'the source is not replaced');
});

t.test('no link leads out of the worktree by its own name', async t => {
  const root = t.testdir({ user: {}, tree: {} });
  mkdirSync(join(root, 'secret'));
  writeFileSync(join(root, 'secret/key'), '');
  t.strictSame(await linkInto(join(root, 'tree'), join(root, 'user'), ['../secret', '/etc', '.git']), []);
  t.strictSame(
    await linkInto(join(root, 'tree'), undefined, ['data']),
    [],
    'a bare repository has nothing to link',
  );
});
