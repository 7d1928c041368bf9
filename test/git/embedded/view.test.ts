import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readConfig } from '../../../src/git/embedded/config.ts';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { findPlace } from '../../../src/git/embedded/place.ts';
import { indexFile, lookAt } from '../../../src/git/embedded/view.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('one look knows files, directories, rules and what is beyond links', async t => {
  const { path, env, write } = temporaryRepository(t, {
    files: { 'a/b/c': '1', '.gitattributes': 'c own\n' },
  });
  write('../home/mine', '*.x\n');
  const gitDir = join(path, '.git');
  write('.git/config', '[core]\nexcludesFile = ~/mine\n');
  const place = { ...findPlace(path, env).place, workTree: path };
  const at = {
    place,
    config: readConfig({ gitDir, branch: undefined, env }),
    env,
    store: objectStore(gitDir),
  };
  symlinkSync('a', join(path, 'link'));
  const view = lookAt(at);
  t.same([...view.tracked], ['.gitattributes', 'a/b/c']);
  t.same([...view.directories].sort(), ['a', 'a/b']);
  t.same([...view.submodules], []);
  t.ok(view.ignore.ignores('d/e.x', false));
  t.equal(view.attributes('a/b/c').get('own'), true);
  t.ok(view.lstat('a/b/c')?.isFile());
  t.ok(view.lstat('link')?.isSymbolicLink());
  for (const none of ['link/b/c', 'none', 'a/b/c/d']) t.equal(view.lstat(none), undefined, none);
  t.equal(indexFile(place, env), join(gitDir, 'index'));
  t.equal(indexFile(place, { GIT_INDEX_FILE: 'x' }), join(path, 'x'));
  t.equal(indexFile(place, { GIT_INDEX_FILE: '/x' }), '/x');
});
