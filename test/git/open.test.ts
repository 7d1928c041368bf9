import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import t from 'tap';
import { openRepository } from '../../src/git/open.ts';
import {
  hermeticEnvironment,
  snapshotOf,
  temporaryDirectory,
  temporaryRepository,
} from '../support/temporary-repository.ts';

t.test('from below the top, paths are still those from the top', async t => {
  const { path, env, write } = temporaryRepository(t, { files: { 'sub/a': '1' } });
  write('sub/b', '2');
  const repository = await openRepository(join(path, 'sub'), env);
  t.equal(repository.place.prefix, 'sub/');
  t.match((await repository.worktree.status()).entries, [{ path: 'sub/b' }]);
  t.equal((await repository.worktree.storeFiltered(['sub/b'])).length, 1);
  t.equal(repository.config.get('gc.auto'), '0');
  await repository.close();
});

t.test("Git's own relative variables mean what they meant in the working directory", async t => {
  const { path, env, git, write } = temporaryRepository(t, { files: { 'sub/a': '1' } });
  write('sub/b', '2');
  const cwd = join(path, 'sub');
  const told = { ...env, GIT_DIR: relative(cwd, join(path, '.git')), GIT_WORK_TREE: '..' };
  for (const variables of [told, { ...env, GIT_WORK_TREE: '..' }]) {
    const repository = await openRepository(cwd, variables);
    t.match(repository.place, { workTree: path, gitDir: join(path, '.git'), prefix: 'sub/' });
    t.match(await repository.worktree.status(), {
      head: git('rev-parse', 'HEAD'),
      entries: [{ path: 'sub/b' }],
    });
    await repository.close();
  }
});

t.test('a bare repository is opened too', async t => {
  const { path, git, env } = temporaryRepository(t);
  git('clone', '-q', '--bare', '.', '../bare.git');
  const repository = await openRepository(join(path, '../bare.git'), env);
  t.equal(repository.place.workTree, undefined);
  t.equal(await repository.refs.resolve('HEAD'), git('rev-parse', 'HEAD'));
  await repository.close();
});

t.test('where there is no repository, or no git, that is said', async t => {
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, 'home'));
  const env = hermeticEnvironment(join(directory, 'home'));
  await t.rejects(openRepository(directory, env), { code: 'not-a-repository' });
  const noGit = { ...env, PATH: directory };
  await t.rejects(openRepository(directory, noGit), { code: 'not-a-repository' });
  await t.rejects(openRepository(directory, { ...noGit, GIT_RUN_ENGINE: 'native' }), { code: 'git-missing' });
});

t.test(
  'the engine is the git program, where there is none the embedded one, or the one that is named',
  async t => {
    const { path, env } = temporaryRepository(t, { objectFormat: 'sha256' });
    const noGit = { ...env, PATH: path };
    // The embedded engine is told by what it refuses.
    const embedded = { code: 'engine-limit', data: { remedy: /install git/ } };
    await (await openRepository(path, env)).close();
    await (await openRepository(path, { ...env, GIT_RUN_ENGINE: 'native' })).close();
    await t.rejects(openRepository(path, noGit), embedded);
    await t.rejects(openRepository(path, { ...env, GIT_RUN_ENGINE: 'embedded' }), embedded);
    await t.rejects(openRepository(path, { ...env, GIT_RUN_ENGINE: 'other' }), { code: 'settings' });
  },
);

t.test('opening and asking leaves everything as it was', async t => {
  const { path, env } = temporaryRepository(t, { files: { a: '1' } });
  const before = snapshotOf(path);
  const { worktree, refs, objects, close } = await openRepository(path, env);
  await Promise.all([worktree.status(), refs.list(['refs/']), objects.read(['HEAD']), objects.files('HEAD')]);
  await close();
  t.same(snapshotOf(path), before);
});
