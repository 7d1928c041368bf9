import t from 'tap';
import { soundObjects } from '../../src/store/sound-objects.ts';
import { walkTree } from '../../src/store/walk-tree.ts';
import { blob, rawTree } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const objects = soundObjects(repository);
const file = blob(on, 'x');
const LIMITS = { entries: 1000 };

t.test('all files are listed, and the trees they lie in', async t => {
  const inner = rawTree(on, [['100755', 'b', file]]);
  const tree = rawTree(on, [
    ['100644', 'a', file],
    ['40000', 'd', inner],
  ]);
  const walked = await walkTree(objects, tree, LIMITS);
  t.same(walked.files, [
    { path: 'a', mode: '100644', oid: file },
    { path: 'd/b', mode: '100755', oid: file },
  ]);
  t.same([...walked.trees], [tree, inner]);
  const again = await walkTree(objects, tree, { ...LIMITS, known: new Set([inner]) });
  t.same(
    again.files.map(({ path }) => path),
    ['a'],
  );
  t.match(await walkTree(objects, tree, { ...LIMITS, known: new Set([tree]) }), { files: [], troubles: [] });
});

t.test('a tree of more files than there are atoms is given up', async t => {
  let tree = rawTree(on, [['100644', 'f', file]]);
  for (let level = 0; level < 30; level++)
    tree = rawTree(
      on,
      [...'0123456789'].map(name => ['40000', name, tree] as const),
    );
  const { files, troubles } = await walkTree(objects, tree, LIMITS);
  t.match(troubles, [{ code: 'unsafe', message: 'its tree holds more than 1000 entries' }]);
  t.ok(files.length <= 1000);
});

t.test('a tree that is too deep ends where it is too deep', async t => {
  let tree = rawTree(on, [['100644', 'f', file]]);
  for (let level = 0; level < 120; level++) tree = rawTree(on, [['40000', 'd', tree]]);
  const { files, troubles } = await walkTree(objects, tree, LIMITS);
  t.same(files, []);
  t.match(troubles, [{ code: 'unsafe', message: /more than 100 directories deep$/ }]);
});

t.test('what is no tree, or none that can be read, is told by its name', async t => {
  const tree = rawTree(on, [
    ['40000', 'gone', '1'.repeat(40)],
    ['40000', 'file', file],
  ]);
  const { troubles } = await walkTree(objects, tree, LIMITS);
  t.same(
    troubles.map(({ message }) => message),
    ['the directory gone is missing or cannot be read', 'the directory file is no tree'],
  );
});
