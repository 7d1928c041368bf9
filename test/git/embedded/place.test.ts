import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import t from 'tap';
import { findPlace, isGitDirectory, readGitFile } from '../../../src/git/embedded/place.ts';
import { findPlace as askGit } from '../../../src/git/native/place.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('the place is the one git tells', async t => {
  const { path, env, git, write } = temporaryRepository(t, { files: { 'sub/a': '1' } });
  git('clone', '-q', '--bare', '.', '../bare.git');
  git('worktree', 'add', '-q', '../linked');
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', path, 'module');
  write('outside/x', '');
  const sub = join(path, 'sub');
  const asked: [string, Record<string, string>][] = [
    [path, {}],
    [sub, {}],
    [join(path, '../bare.git'), {}],
    [join(path, '../bare.git/refs'), {}],
    [join(path, '../linked/sub'), {}],
    [join(path, 'module'), {}],
    [join(path, '.git'), {}],
    [join(path, '.git/refs'), {}],
    [sub, { GIT_DIR: '../.git' }],
    [sub, { GIT_DIR: relative(sub, join(path, '.git')), GIT_WORK_TREE: '..' }],
    [sub, { GIT_WORK_TREE: path }],
    [join(path, '..'), { GIT_DIR: join(path, '.git'), GIT_WORK_TREE: path }],
  ];
  for (const [cwd, more] of asked) {
    const told = { ...env, ...more };
    t.same(findPlace(cwd, told).place, await askGit(gitProgram(cwd, told)), `${cwd} ${JSON.stringify(more)}`);
  }
});

t.test('where there is none, or a broken one, that is said', async t => {
  const directory = temporaryDirectory(t);
  const env = { GIT_CEILING_DIRECTORIES: directory };
  mkdirSync(join(directory, 'in/.git'), { recursive: true });
  t.throws(
    () => findPlace(join(directory, 'in'), env),
    { code: 'not-a-repository' },
    'an empty .git is none',
  );
  t.throws(() => findPlace(join(directory, 'in'), { ...env, GIT_DIR: 'x' }), { code: 'not-a-repository' });
  mkdirSync(join(directory, 'broken'));
  writeFileSync(join(directory, 'broken/.git'), 'gitdir: ../nowhere\n');
  t.throws(() => findPlace(join(directory, 'broken'), env), { code: 'corrupt-record' });
  t.notOk(isGitDirectory(directory));
  t.equal(readGitFile(join(directory, 'none')), undefined);
});
