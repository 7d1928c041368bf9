import { mkdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseConfig } from '../../../src/git/native/config.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { nativeWorkTree, readStatus, type WorkTreeFacts } from '../../../src/git/native/work-tree.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { gitIn, type RepositoryOptions, temporaryRepository } from '../../support/temporary-repository.ts';

function workTree(t: Test, options: RepositoryOptions = {}) {
  const repository = temporaryRepository(t, options);
  const program = gitProgram(repository.path, repository.env);
  const facts: WorkTreeFacts = {
    index: join(repository.path, '.git/index'),
    config: parseConfig(''),
    objectFormat: 'sha1',
    mayConvert: () => false,
  };
  return { ...repository, program, tree: nativeWorkTree(program, facts) };
}

t.test('status takes no lock and writes nothing, not even a refreshed index', async t => {
  const { path, tree, write } = workTree(t, { files: { a: '1' } });
  write('a', '2');
  write('.git/index.lock', '');
  const before = snapshotOf(path);
  t.equal((await tree.status()).entries.length, 1);
  t.same(snapshotOf(path), before);
});

t.test('it tells the same whether Git looks once or for two things at once', async t => {
  const { program, git, write } = workTree(t, {
    files: { '.gitignore': '*.pt\nskipped/\n', a: '1', b: '1', gone: '1', 'd/e': '1', 'd/kept.pt': '1' },
  });
  for (const path of ['a', 'new', 'd/new', 'e/f/new', 'x.pt', 'skipped/x', ' odd "name"\n']) write(path, '2');
  git('rm', '-q', '--cached', 'gone');
  git('mv', 'b', 'c');
  git('init', '-q', 'nested');
  write('nested/x', '');
  const once = await readStatus(program, { atOnce: false, ownOnly: false, required: [] });
  t.equal(once.entries.length, 10);
  t.same(await readStatus(program, { atOnce: true, ownOnly: false, required: [] }), once);
});

t.test('files are stored as git add would store them', async t => {
  const { tree, git, write } = workTree(t, {
    files: { '.gitattributes': '*.txt text\n*.up filter=up\n' },
    config: { 'filter.up.clean': 'tr a-z A-Z' },
  });
  write('dos.txt', 'a\r\nb\r\n');
  write('x.up', 'abc');
  const [text, filtered] = await tree.storeFiltered(['dos.txt', 'x.up']);
  t.equal(git('cat-file', 'blob', text as string), 'a\nb');
  t.equal(git('cat-file', 'blob', filtered as string), 'ABC');
});

t.test('a file whose filter fails is told, the others are stored', async t => {
  const { tree, write } = workTree(t, {
    files: { '.gitattributes': '*.bad filter=bad\n' },
    config: { 'filter.bad.clean': 'false', 'filter.bad.required': 'true' },
  });
  for (const name of ['a', 'b.bad', 'c', 'd.bad']) write(name, name);
  const ids = await tree.storeFiltered(['a', 'b.bad', 'missing', 'c', 'd.bad']);
  t.same(
    ids.map(id => id !== undefined),
    [true, false, false, true, false],
  );
});

t.test('ignored paths are told from others, also beside paths Git has no answer for', async t => {
  const { path, env, tree, write } = workTree(t, {
    files: { '.gitignore': 'data/\n*.pt\nlink\n', 'kept.pt': '' },
  });
  write('data/x', '');
  write('a\nb.pt', '');
  mkdirSync(join(path, 'real'));
  symlinkSync('real', join(path, 'link'));
  write('nested/a', '');
  gitIn(join(path, 'nested'), env, ['init', '-q']);
  const asked = ['data/x', 'a\nb.pt', 'link/y', 'link', 'train.py', '../outside', 'nested/a.pt', 'no.pt'];
  const ignored = await tree.ignored(asked);
  t.same([...ignored].filter(name => !name.startsWith('nested')).sort(), [
    'a\nb.pt',
    'data/x',
    'link',
    'no.pt',
  ]);
  t.same(await tree.ignored([]), new Set());
  unlinkSync(join(path, 'link'));
});

t.test('tracked files are told from others, wildcards are names', async t => {
  const { tree, write } = workTree(t, { files: { a: '', 'dir/b': '', '?': '' } });
  write('c', '');
  t.same(await tree.tracked(['a', 'c', 'dir/b']), new Set(['a', 'dir/b']));
  t.same(await tree.tracked(['?']), new Set(['?']));
});

t.test('an ignore file of our own names untracked files', async t => {
  const { tree, write } = workTree(t, { files: { 'tracked.log': '', '.gitrunignore': '*.log\n' } });
  write('x.log', '');
  write('y.txt', '');
  t.same(await tree.matching('.gitrunignore'), ['x.log']);
  t.same(await tree.matching('.nothing'), []);
});

t.test('without a remote everything counts as published; without a commit nothing does', async t => {
  const { tree, git } = workTree(t);
  t.equal(await tree.publishedAncestor(undefined), git('rev-parse', 'HEAD'));
  t.equal(await workTree(t, { commit: false }).tree.publishedAncestor(undefined), undefined);
  t.equal(await workTree(t, { commit: false }).tree.publishedAncestor('origin'), undefined);
});

t.test('the published ancestor is the newest commit that the remote has', async t => {
  const { tree, git } = workTree(t);
  git('clone', '-q', '--bare', '.', '../remote.git');
  git('remote', 'add', 'origin', '../remote.git');
  t.equal(await tree.publishedAncestor('origin'), undefined, 'never fetched: nothing is known to be there');
  git('fetch', '-q', 'origin');
  const pushed = git('rev-parse', 'HEAD');
  t.equal(await tree.publishedAncestor('origin'), pushed, 'HEAD itself');
  git('commit', '-q', '--allow-empty', '-m', 'second');
  git('commit', '-q', '--allow-empty', '-m', 'third');
  t.equal(await tree.publishedAncestor('origin'), pushed);
  git('push', '-q', 'origin', 'HEAD~1:refs/heads/topic');
  t.equal(await tree.publishedAncestor('origin'), git('rev-parse', 'HEAD~1'), 'on any branch of the remote');
  t.equal(await tree.publishedAncestor('other'), undefined, 'another remote has nothing');
});

t.test('what only a merged branch has published is not built upon', async t => {
  const { tree, git } = workTree(t);
  git('clone', '-q', '--bare', '.', '../remote.git');
  git('remote', 'add', 'origin', '../remote.git');
  const base = git('rev-parse', 'HEAD');
  git('checkout', '-q', '-b', 'theirs');
  git('commit', '-q', '--allow-empty', '-m', 'theirs');
  git('push', '-q', 'origin', 'main', 'theirs');
  git('checkout', '-q', 'main');
  git('commit', '-q', '--allow-empty', '-m', 'ours');
  git('merge', '-q', '--no-ff', '-m', 'merge', 'theirs');
  t.equal(await tree.publishedAncestor('origin'), base);
});

t.test('a history with nothing in common with the remote has no published ancestor', async t => {
  const { tree, git } = workTree(t);
  git('clone', '-q', '--bare', '.', '../remote.git');
  git('remote', 'add', 'origin', '../remote.git');
  git('fetch', '-q', 'origin');
  git('checkout', '-q', '--orphan', 'fresh');
  git('commit', '-q', '--allow-empty', '-m', 'fresh');
  t.equal(await tree.publishedAncestor('origin'), undefined);
});

t.test('HEAD and the index are detached at a commit, files, branch and stash stay', async t => {
  const { path, tree, git, write } = workTree(t, { files: { a: '1' } });
  const first = git('rev-parse', 'HEAD');
  write('a', '2');
  git('commit', '-q', '-a', '-m', 'second');
  const second = git('rev-parse', 'HEAD');
  await tree.detach(first, second);
  t.equal(git('rev-parse', 'HEAD', 'main'), `${first}\n${second}`);
  t.throws(() => git('symbolic-ref', '-q', 'HEAD'));
  t.equal(git('status', '--porcelain'), ' M a', 'the file is as it was');
  const before = snapshotOf(path);
  await t.rejects(tree.detach(second, second), { name: 'GitCommandError' });
  t.same({ ...snapshotOf(path), '.git/index': '' }, { ...before, '.git/index': '' });
  t.equal(git('diff', '--cached', 'HEAD'), '', 'the index is that of HEAD again');
});

t.test('a required filter that fails is no reason to tell nothing', async t => {
  const { program, git, write } = workTree(t, {
    files: { '.gitattributes': '*.up filter=up\n', 'a.up': 'abc', 'b.up': 'abc', 'c d': '1' },
    config: { 'filter.up.clean': 'tr a-z A-Z' },
  });
  git('config', 'filter.up.clean', 'no-such-program');
  git('config', 'filter.up.required', 'true');
  write('a.up', 'xyz');
  write('c d', '2');
  const how = { atOnce: false, ownOnly: false };
  await t.rejects(readStatus(program, { ...how, required: [] }), { message: /clean filter 'up' failed/ });
  for (const atOnce of [true, false]) {
    const { entries } = await readStatus(program, { ...how, atOnce, required: ['filter.up'] });
    t.same(
      entries.map(({ path }) => path).filter(path => path !== 'b.up'),
      ['a.up', 'c d'],
    );
  }
});
