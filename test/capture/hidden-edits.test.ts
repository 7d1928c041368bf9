import { chmodSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { findSuspects } from '../../src/capture/disguised-files.ts';
import { findHiddenEdits, hiddenEditsProblem } from '../../src/capture/hidden-edits.ts';
import { openRepository } from '../../src/git/open.ts';
import type { Source } from '../../src/run/source.ts';
import { type RepositoryOptions, temporaryRepository } from '../support/temporary-repository.ts';

async function bench(t: Test, options: RepositoryOptions) {
  const on = temporaryRepository(t, options);
  const find = async (sizeLimit = 1000) => {
    // The configuration is read once.
    const repository = await openRepository(on.path, { ...on.env });
    t.teardown(() => repository.close());
    const suspects = await findSuspects(repository, repository.worktree.status());
    const edits = await findHiddenEdits(repository, { ...suspects, sizeLimit });
    return edits.map(({ path }) => path).sort();
  };
  return { ...on, find };
}

t.test('edits are found whatever Git was told, unedited files are not', async t => {
  const names = ['edited', 'same', 'gone', 'mode', 'link', 'was-link', 'large', 'skipped'];
  const { find, git, write, path } = await bench(t, {
    files: Object.fromEntries(names.map(name => [name, '1\n'])),
  });
  symlinkSync('same', join(path, 'to'));
  symlinkSync('same', join(path, 'kept'));
  git('add', '.');
  git('commit', '-qm', 'links');
  git('update-index', '--assume-unchanged', ...names.slice(0, -1), 'to', 'kept');
  git('update-index', '--skip-worktree', 'skipped');
  t.same(await find(), []);
  write('edited', '2\n');
  write('skipped', '2\n');
  write('large', 'x'.repeat(50));
  chmodSync(join(path, 'mode'), 0o755);
  for (const name of ['gone', 'link', 'to']) rmSync(join(path, name));
  symlinkSync('same', join(path, 'link'));
  symlinkSync('mode', join(path, 'to'));
  t.equal(git('status', '--porcelain'), '', 'Git sees nothing');
  t.same(await find(20), ['edited', 'gone', 'large', 'link', 'mode', 'skipped', 'to']);
});

t.test('what a sparse checkout leaves out is not deleted', async t => {
  const { find, git, write } = await bench(t, { files: { 'in/a': '1', 'out/b': '1', 'out/c': '1' } });
  git('sparse-checkout', 'set', 'in');
  git('update-index', '--assume-unchanged', 'out/c');
  t.same(await find(), []);
  write('out/b', '2');
  t.same(await find(), [], 'git status shows it');
  t.match(git('status', '--porcelain'), 'out/b');
});

t.test('line ends that Git would convert are no edit', async t => {
  const { find, git, write } = await bench(t, { files: { 'stored.txt': 'a\r\n', 'dos.txt': 'a\n' } });
  write('.gitattributes', '* text=auto\n');
  write('dos.txt', 'a\r\n');
  git('update-index', '--assume-unchanged', 'stored.txt', 'dos.txt');
  t.same(await find(), []);
});

t.test('a run is told which, a few of many', async t => {
  const source = (hidden?: string[]) =>
    ({ ...(hidden === undefined ? {} : { hidden }) }) as unknown as Source;
  t.same(hiddenEditsProblem(source()), []);
  t.match(hiddenEditsProblem(source(['a'])), [{ code: 'hidden-edits', message: /: a$/ }]);
  t.match(hiddenEditsProblem(source([...'abcdefg']))[0]?.message, /: a, b, c, d, e and 2 more$/);
});
