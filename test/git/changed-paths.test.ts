import t from 'tap';
import { changedPaths } from '../../src/git/changed-paths.ts';
import { openedRepository } from '../support/recorded-run.ts';

t.test('the trees alone tell which files were added, removed and changed', async t => {
  const on = await openedRepository(t, { files: { 'src/a.py': '1', 'src/b.py': '1', c: '1', d: '1' } });
  on.write('src/a.py', '2');
  on.write('src/new.py', '1');
  on.git('rm', '-q', 'c');
  on.write('d*', '1');
  on.git('add', '--all');
  on.git('commit', '-q', '-m', 'second');
  const { objects } = on.repository;
  t.same(await changedPaths(objects, 'HEAD~', 'HEAD'), [
    { path: 'c', state: 'removed' },
    { path: 'd', state: 'changed' },
    { path: 'src/a.py', state: 'changed' },
    { path: 'src/new.py', state: 'added' },
  ]);
  t.same(await changedPaths(objects, 'HEAD~', 'HEAD', ['./src/a.py']), [
    { path: 'src/a.py', state: 'changed' },
  ]);
  t.equal((await changedPaths(objects, 'HEAD~', 'HEAD', ['src/'])).length, 2);
  t.same(await changedPaths(objects, 'HEAD', 'HEAD'), []);
});
