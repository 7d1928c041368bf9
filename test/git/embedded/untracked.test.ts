import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readConfig } from '../../../src/git/embedded/config.ts';
import { objectStore } from '../../../src/git/embedded/object-store.ts';
import { findPlace } from '../../../src/git/embedded/place.ts';
import { untrackedFiles } from '../../../src/git/embedded/untracked.ts';
import { lookAt } from '../../../src/git/embedded/view.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test(
  'new files are listed one by one, repositories as one, pipes and what cannot be read not at all',
  async t => {
    const { path, env, write } = temporaryRepository(t, {
      files: { a: '', 'd/b': '', '.gitignore': 'out/\n' },
    });
    for (const name of ['d/new', 'e/f/new', 'out/x', 'nested/x', 'closed/x']) write(name, '');
    gitIn(join(path, 'nested'), env, ['init', '-q']);
    write('broken/.git', 'gitdir: nowhere');
    write('broken/x', '');
    execFileSync('mkfifo', [join(path, 'pipe')]);
    symlinkSync('e', join(path, 'link'));
    chmodSync(join(path, 'closed'), 0);
    t.teardown(() => chmodSync(join(path, 'closed'), 0o755));
    const gitDir = join(path, '.git');
    const place = { ...findPlace(path, env).place, workTree: path };
    const view = lookAt({
      place,
      config: readConfig({ gitDir, branch: undefined, env }),
      env,
      store: objectStore(gitDir),
    });
    const shown = (found: ReturnType<typeof untrackedFiles>) =>
      [...found]
        .map(({ path, isRepository }) => (isRepository ? `${path}/` : path))
        .filter(name => !name.startsWith('closed'));
    t.same(shown(untrackedFiles(view, view.ignore)), ['broken/x', 'd/new', 'e/f/new', 'link', 'nested/']);
    t.same(shown(untrackedFiles(view)), ['broken/x', 'd/new', 'e/f/new', 'link', 'nested/', 'out/x']);
  },
);
