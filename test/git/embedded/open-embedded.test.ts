import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openEmbedded } from '../../../src/git/embedded/open-embedded.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('from below the top, paths are still those from the top', async t => {
  const { path, env, write } = temporaryRepository(t, { files: { 'sub/a': '1' } });
  write('sub/b', '2');
  const repository = await openEmbedded(join(path, 'sub'), env);
  t.equal(repository.place.prefix, 'sub/');
  t.match((await repository.worktree.status()).entries, [{ path: 'sub/b' }]);
  t.ok((await repository.worktree.storeFiltered(['sub/b']))[0]);
  t.ok((await repository.objects.store(['sub/b']))[0]);
  t.equal(repository.config.get('gc.auto'), '0');
});

t.test('a bare repository is read and written, but has no work tree', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: '1' } });
  git('clone', '-q', '--bare', '.', '../bare.git');
  const bare = join(path, '../bare.git');
  const { place, refs, objects, worktree } = await openEmbedded(bare, env);
  t.equal(place.workTree, undefined);
  const head = git('rev-parse', 'HEAD');
  t.equal(await refs.resolve('HEAD'), head);
  t.equal((await objects.files('HEAD')).length, 1);
  await refs.update([{ name: 'refs/runs/x', to: head }]);
  t.equal(gitIn(bare, env, ['rev-parse', 'refs/runs/x']), head);
  await t.rejects(worktree.status(), { code: 'bare-repository' });
});

t.test('in a submodule it is the submodule that is opened', async t => {
  const { path, env, git } = temporaryRepository(t);
  const inner = temporaryRepository(t, { files: { a: '1' } });
  git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.path, 'sub');
  const { place, worktree, refs } = await openEmbedded(join(path, 'sub'), env);
  t.match(place, { workTree: join(path, 'sub'), gitDir: join(path, '.git/modules/sub') });
  t.same((await worktree.status()).entries, []);
  t.equal(await refs.resolve('HEAD'), inner.git('rev-parse', 'HEAD'));
});

t.test('through a symbolic link the paths are right too', async t => {
  const { path, env, write } = temporaryRepository(t, { files: { 'sub/a': '1' } });
  write('b', '1');
  symlinkSync(path, join(path, '../link'));
  const { place, worktree } = await openEmbedded(join(path, '../link/sub'), env);
  t.equal(place.prefix, 'sub/');
  t.match((await worktree.status()).entries, [{ path: 'b' }]);
});

t.test('opening and asking leaves everything as it was', async t => {
  const { path, env } = temporaryRepository(t, { files: { a: '1' } });
  mkdirSync(join(path, 'empty'));
  const before = snapshotOf(path);
  const { worktree, refs, objects, close, tidy } = await openEmbedded(path, env);
  await Promise.all([worktree.status(), refs.list(['refs/']), objects.read(['HEAD']), objects.files('HEAD')]);
  tidy();
  await close();
  t.same(snapshotOf(path), before);
});

t.test(
  'what may hold an object it does not claim to know: nothing is removed, and the remedy is named',
  async t => {
    const { path, env } = temporaryRepository(t);
    const { space } = await openEmbedded(path, env);
    const work = async () => t.fail('not without Git');
    const asked: Promise<unknown>[] = [
      space.sizes([]),
      space.usage([]),
      space.holder([], []),
      space.release([], {}),
      space.alone(work),
    ];
    for (const one of asked)
      await t.rejects(one as Promise<undefined>, { code: 'engine-limit', data: { remedy: /install git/ } });
  },
);
