import t from 'tap';
import { filesIn } from '../../../src/interop/mlflow/file-list.ts';

const artifacts = ['a/b/c.txt', 'a/d.txt', 'a.txt', 'e.txt'].map(path => ({ path, sha256: '', size: 3 }));

t.test('a directory holds files and directories, each once', async t => {
  t.same(filesIn(artifacts, ''), [
    { path: 'a', is_dir: true },
    { path: 'a.txt', is_dir: false, file_size: 3 },
    { path: 'e.txt', is_dir: false, file_size: 3 },
  ]);
  for (const directory of ['a', 'a/'])
    t.same(filesIn(artifacts, directory), [
      { path: 'a/b', is_dir: true },
      { path: 'a/d.txt', is_dir: false, file_size: 3 },
    ]);
});

t.test('what is no directory holds nothing', async t => {
  for (const path of ['e.txt', 'none']) t.same(filesIn(artifacts, path), []);
});
