import fc from 'fast-check';
import t from 'tap';
import { foldersOf, treeEntries } from '../../../src/tui/state/artifact-tree.ts';

const file = (path: string, size = 1) => ({ path, size, sha256: 'a'.repeat(64) });
const NONE: ReadonlySet<string> = new Set();

t.test('files stand below their folders, which say what they come to', async t => {
  const files = [file('a.txt', 5), file('plots/deep/x.png', 10), file('plots/y.png', 20)];
  const lines = treeEntries(files, NONE).map(entry => [
    entry.depth,
    entry.name,
    entry.kind === 'folder' ? [entry.count, entry.size] : entry.file.size,
  ]);
  t.same(lines, [
    [0, 'a.txt', 5],
    [0, 'plots', [2, 30]],
    [1, 'deep', [1, 10]],
    [2, 'x.png', 10],
    [1, 'y.png', 20],
  ]);
});

t.test('a folded folder hides what is in it, and still says what it comes to', async t => {
  const [folder, ...rest] = treeEntries([file('plots/a', 1), file('plots/deep/b', 2)], new Set(['plots']));
  t.match(folder, { kind: 'folder', isFolded: true, count: 2, size: 3 });
  t.same(rest, []);
});

t.test('numbers in names are in the order of their values', async t => {
  const names = ['epoch-10.pt', 'epoch-2.pt', 'epoch-1.pt', 'epoch-02.pt', 'Zeta', 'alpha'];
  const entries = treeEntries(
    names.map(name => file(name)),
    NONE,
  );
  t.same(
    entries.map(({ name }) => name),
    ['Zeta', 'alpha', 'epoch-1.pt', 'epoch-02.pt', 'epoch-2.pt', 'epoch-10.pt'],
  );
});

t.test('a folder and a file of one name are told apart', async t => {
  const entries = treeEntries([file('a'), file('a/b')], NONE);
  t.same(
    entries.map(({ kind, path }) => `${kind} ${path}`),
    ['file a', 'folder a', 'file a/b'],
  );
});

t.test('the folders of a path are its beginnings', async t => {
  t.same(foldersOf('a/b/c.txt'), ['a', 'a/b']);
  t.same(foldersOf('c.txt'), []);
});

t.test('no file is lost, and none is listed twice', async t => {
  const paths = fc.uniqueArray(
    fc
      .array(fc.constantFrom('a', 'b', '1', '10', '__proto__', ' '), { minLength: 1, maxLength: 4 })
      .map(parts => parts.join('/')),
    { maxLength: 30 },
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(paths, given => {
        const listed = treeEntries(
          given.map(path => file(path)),
          NONE,
        ).filter(({ kind }) => kind === 'file');
        t.same(new Set(listed.map(({ path }) => path)), new Set(given));
        return listed.length === given.length;
      }),
      { numRuns: 50 },
    ),
  );
});
