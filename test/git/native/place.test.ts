import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findPlace, parsePlace } from '../../../src/git/native/place.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import {
  hermeticEnvironment,
  temporaryDirectory,
  temporaryRepository,
} from '../../support/temporary-repository.ts';

t.test('at the top of a work tree', async t => {
  const { path, env } = temporaryRepository(t);
  t.same(await findPlace(gitProgram(path, env)), {
    gitDir: join(path, '.git'),
    commonDir: join(path, '.git'),
    workTree: path,
    prefix: '',
    objectFormat: 'sha1',
    shallow: false,
  });
});

t.test('below the top the prefix leads from there', async t => {
  const { path, env, write } = temporaryRepository(t);
  write('a/b c/file', '');
  const place = await findPlace(gitProgram(join(path, 'a', 'b c'), env));
  t.match(place, {
    gitDir: join(path, '.git'),
    commonDir: join(path, '.git'),
    workTree: path,
    prefix: 'a/b c/',
  });
});

t.test('a bare repository, and the inside of .git, have no work tree', async t => {
  const { path, env, git } = temporaryRepository(t);
  const inside = await findPlace(gitProgram(join(path, '.git', 'refs'), env));
  t.match(inside, { gitDir: join(path, '.git'), prefix: '' });
  t.notOk('workTree' in inside);
  git('clone', '-q', '--bare', '.', '../bare.git');
  const bare = await findPlace(gitProgram(join(path, '../bare.git'), env));
  t.match(bare, { gitDir: join(path, '../bare.git'), commonDir: join(path, '../bare.git'), prefix: '' });
  t.notOk('workTree' in bare);
});

t.test('a linked worktree has a Git directory of its own and shares the common one', async t => {
  const { path, env, git } = temporaryRepository(t);
  git('worktree', 'add', '-q', '../linked');
  t.match(await findPlace(gitProgram(join(path, '../linked'), env)), {
    gitDir: join(path, '.git/worktrees/linked'),
    commonDir: join(path, '.git'),
    workTree: join(path, '../linked'),
    prefix: '',
  });
});

t.test('a shallow clone says so, and so does a repository of SHA-256', async t => {
  const { path, env, git } = temporaryRepository(t);
  git('commit', '-q', '--allow-empty', '-m', 'second');
  git('clone', '-q', '--depth=1', `file://${path}`, '../shallow');
  t.equal((await findPlace(gitProgram(join(path, '../shallow'), env))).shallow, true);
  const other = temporaryRepository(t, { objectFormat: 'sha256' });
  t.equal((await findPlace(gitProgram(other.path, other.env))).objectFormat, 'sha256');
});

t.test('outside of every repository that is said; a broken one says what is broken', async t => {
  const directory = temporaryDirectory(t);
  const env = hermeticEnvironment(join(directory, 'home'));
  mkdirSync(join(directory, 'home'));
  await t.rejects(findPlace(gitProgram(directory, env)), {
    code: 'not-a-repository',
    data: { path: directory },
  });
  const { path, env: broken, write } = temporaryRepository(t);
  write('.git/config', '[core\n');
  await t.rejects(findPlace(gitProgram(path, broken)), { code: 'git-command', message: /bad config/ });
});

t.test('relative answers are taken from the working directory', async t => {
  const answers = ['../.git', '../.git', 'false', 'false', 'sha1', 'true', 'sub/', '../', ''].join('\n');
  t.match(parsePlace(answers, '/x/sub'), { gitDir: '/x/.git', workTree: '/x', prefix: 'sub/' });
});
