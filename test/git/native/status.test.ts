import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { gitProgram } from '../../../src/git/native/program.ts';
import { parsePaths, parseStatus, statusArgs } from '../../../src/git/native/status.ts';
import { pathToBytes } from '../../../src/run/path.ts';
import { gitIn, type TemporaryRepository, temporaryRepository } from '../../support/temporary-repository.ts';

const statusOf = async ({ path, env }: TemporaryRepository) =>
  parseStatus(await gitProgram(path, env)(statusArgs(false)));

/** A line of a text an entry: kind, D where deleted, H where HEAD has it, path. */
const shown = async (repository: TemporaryRepository) =>
  (await statusOf(repository)).entries
    .map(({ path, kind, deleted, inHead }) => `${kind} ${deleted ? 'D' : '-'}${inHead ? 'H' : '-'} ${path}`)
    .sort();

t.test('a clean work tree has nothing to tell but HEAD and branch', async t => {
  const repository = temporaryRepository(t, { files: { a: '1' } });
  t.same(await statusOf(repository), {
    head: repository.git('rev-parse', 'HEAD'),
    branch: 'main',
    entries: [],
  });
  repository.git('checkout', '-q', '--detach');
  t.same(await statusOf(repository), { head: repository.git('rev-parse', 'HEAD'), entries: [] });
});

t.test('before the first commit there is no HEAD', async t => {
  const repository = temporaryRepository(t, { commit: false, files: { a: '1', b: '2' } });
  repository.git('add', 'a');
  t.same(await shown(repository), ['tracked -- a', 'untracked -- b']);
  const status = await statusOf(repository);
  t.equal(status.branch, 'main');
  t.notOk('head' in status);
});

t.test('changed, staged, deleted, new, retyped: each is told', async t => {
  const repository = temporaryRepository(t, {
    files: {
      changed: '1',
      staged: '1',
      deleted: '1',
      removed: '1',
      mode: '1',
      link: '1',
      back: '1',
      '.gitignore': 'ignored\n',
    },
  });
  const { path, git, write } = repository;
  write('changed', '2');
  write('staged', '2');
  write('added', '1');
  write('gone-again', '1');
  git('add', 'staged', 'added', 'gone-again');
  rmSync(join(path, 'gone-again'));
  rmSync(join(path, 'deleted'));
  git('rm', '-q', 'removed');
  git('rm', '-q', '--cached', 'back');
  chmodSync(join(path, 'mode'), 0o755);
  rmSync(join(path, 'link'));
  symlinkSync('changed', join(path, 'link'));
  write('deep/er/new', '1');
  write('ignored', '1');
  write('intended', '1');
  git('add', '-N', 'intended');
  t.same(await shown(repository), [
    'tracked -- added',
    'tracked -- intended',
    'tracked -H changed',
    'tracked -H link',
    'tracked -H mode',
    'tracked -H staged',
    'tracked D- gone-again',
    'tracked DH back',
    'tracked DH deleted',
    'tracked DH removed',
    'untracked -- back',
    'untracked -- deep/er/new',
  ]);
});

t.test('every name comes through: blanks, line breaks, quotes, bytes that are no UTF-8', async t => {
  const names = [
    'a b',
    'line\nbreak',
    '"quoted"',
    'tab\tbed',
    '-rf',
    'ünïcode',
    '\ufeffmark',
    'a\udcffb',
    ' ',
  ];
  const repository = temporaryRepository(t);
  for (const name of names) {
    writeFileSync(Buffer.concat([Buffer.from(`${repository.path}/`), pathToBytes(name)]), '1');
  }
  const paths = async () => (await statusOf(repository)).entries.map(({ path }) => path).sort();
  t.same(await paths(), [...names].sort());
  repository.git('add', '--all');
  t.same(await paths(), [...names].sort(), 'staged as well');
});

t.test('a rename is a deletion and an addition', async t => {
  const repository = temporaryRepository(t, {
    files: { old: 'the same long content\n' },
    config: { 'status.renames': 'true' },
  });
  repository.git('mv', 'old', 'new');
  t.same(await shown(repository), ['tracked -- new', 'tracked DH old']);
});

t.test('unmerged files are told as such, with whether HEAD has them', async t => {
  const repository = temporaryRepository(t, {
    files: { both: '1\n', 'they delete': '1\n', 'we delete': '1\n' },
  });
  const { git, write } = repository;
  git('checkout', '-q', '-b', 'other');
  write('both', 'theirs\n');
  write('we delete', 'theirs\n');
  write('new', 'theirs\n');
  git('rm', '-q', 'they delete');
  git('add', '--all');
  git('commit', '-q', '-m', 'theirs');
  git('checkout', '-q', 'main');
  write('both', 'ours\n');
  write('they delete', 'ours\n');
  write('new', 'ours\n');
  git('rm', '-q', 'we delete');
  git('add', '--all');
  git('commit', '-q', '-m', 'ours');
  t.throws(() => git('merge', '-q', 'other'));
  t.same(await shown(repository), [
    'unmerged -- we delete',
    'unmerged -H both',
    'unmerged -H new',
    'unmerged -H they delete',
  ]);
});

t.test('a repository inside is one entry, its files are not ours', async t => {
  const repository = temporaryRepository(t);
  const { path, env, write } = repository;
  write('nested/file', '1');
  gitIn(join(path, 'nested'), env, ['init', '-q']);
  gitIn(join(path, 'nested'), env, ['add', '.']);
  gitIn(join(path, 'nested'), env, ['commit', '-q', '-m', 'x']);
  t.same(await shown(repository), ['nested-repository -- nested']);
});

t.test('a changed submodule is told, whatever the configuration ignores', async t => {
  const inner = temporaryRepository(t, { files: { a: '1' } });
  const repository = temporaryRepository(t, { config: { 'diff.ignoreSubmodules': 'all' } });
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
  t.match(await shown(repository), ['submodule -- sub', 'tracked -- .gitmodules']);
  repository.git('commit', '-q', '-m', 'sub');
  t.same(await shown(repository), []);
  repository.write('sub/a', '2');
  t.same(await shown(repository), ['submodule -H sub']);
});

t.test('a linked worktree and a GIT_DIR elsewhere are asked about their own files', async t => {
  const repository = temporaryRepository(t, { files: { a: '1' } });
  const { path, env, git, write } = repository;
  git('worktree', 'add', '-q', '-b', 'topic', '../linked');
  const linked = { ...repository, path: join(path, '../linked') };
  writeFileSync(join(linked.path, 'b'), '');
  t.same(await shown(linked), ['untracked -- b']);
  t.equal((await statusOf(linked)).branch, 'topic');
  write('c', '');
  mkdirSync(join(path, '../away'));
  const away = { ...repository, env: { ...env, GIT_DIR: join(path, '.git'), GIT_WORK_TREE: path } };
  t.same(await shown(away), ['untracked -- c']);
});

t.test('a listing that was cut ends where it was cut', async t => {
  t.same(parsePaths(Buffer.from('a\0b\0c')), ['a', 'b']);
  t.same(parsePaths(Buffer.alloc(0)), []);
});
