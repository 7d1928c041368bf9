/** States of repositories: where they are, and how they are kept. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitIn, type Teardown, temporaryDirectory, temporaryRepository } from '../temporary-repository.ts';
import { hasGit, type Standing, type State, state } from './state.ts';

const FILES = { 'a.py': '1\n', 'd/b.py*': '1\n' };
const options = { files: FILES };
const EDITED = { modified: 1, added: 1, deleted: 0, omitted: [], stable: true };

function edit(path: string): undefined {
  writeFileSync(join(path, 'a.py'), '2\n');
  writeFileSync(join(path, 'new.py'), 'new\n');
}

function hasReftable(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'git-run-test-'));
  try {
    return hasGit('init', '-q', '--ref-format=reftable', place);
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** A clone of a repository of two commits. */
function cloned(t: Teardown, how: string): Standing {
  const remote = temporaryRepository(t, options);
  remote.git('config', 'uploadpack.allowFilter', 'true');
  remote.git('commit', '-q', '--allow-empty', '-m', 'second');
  const on = temporaryRepository(t, { commit: false });
  rmSync(on.path, { recursive: true });
  gitIn(on.home, on.env, [
    'clone',
    '-q',
    how,
    how === '--shared' ? remote.path : `file://${remote.path}`,
    on.path,
  ]);
  edit(on.path);
  return on;
}

export const repositoryStates: readonly State[] = [
  state('a sparse checkout', { options, source: { ...EDITED, sparse: 1 }, more: ['d/b.py'] }, on => {
    on.git('sparse-checkout', 'set', 'other');
    edit(on.path);
  }),
  state(
    'a linked worktree',
    { needsGit: true, options, source: { ...EDITED, branch: 'linked' } },
    (on, t) => {
      const path = join(temporaryDirectory(t), 'linked');
      on.git('worktree', 'add', '-q', '-b', 'linked', path);
      edit(path);
      return { path };
    },
  ),
  state('GIT_DIR and GIT_WORK_TREE', { options, source: EDITED }, on => {
    mkdirSync(join(on.home, 'elsewhere'));
    renameSync(join(on.path, '.git'), join(on.home, 'elsewhere/.git'));
    edit(on.path);
    return { env: { ...on.env, GIT_DIR: join(on.home, 'elsewhere/.git'), GIT_WORK_TREE: on.path } };
  }),
  state('a split index', { needsGit: true, options, source: EDITED }, on => {
    on.git('update-index', '--split-index');
    edit(on.path);
  }),
  state('an index of version 4', { options, source: EDITED }, on => {
    on.git('update-index', '--index-version', '4');
    edit(on.path);
  }),
  state('an index that somebody else has locked', { options, source: EDITED }, on => {
    edit(on.path);
    on.write('.git/index.lock', '');
  }),
  state('a directory below the top', { options, source: EDITED }, on => {
    edit(on.path);
    return { directory: 'd' };
  }),
  state('a detached HEAD', { options, source: { ...EDITED, branch: undefined } }, on => {
    on.git('checkout', '-q', '--detach');
    edit(on.path);
  }),
  { name: 'a shallow clone', build: t => cloned(t, '--depth=1'), source: EDITED, needsGit: true },
  { name: 'a partial clone', build: t => cloned(t, '--filter=blob:none'), source: EDITED, needsGit: true },
  {
    name: 'objects of another repository',
    build: t => cloned(t, '--shared'),
    source: EDITED,
    needsGit: true,
  },
  state('SHA-256', { options: { ...options, objectFormat: 'sha256' }, source: EDITED, needsGit: true }, on =>
    edit(on.path),
  ),
  {
    name: 'a reftable',
    needsGit: true,
    skip: !hasReftable() && 'this git has no reftable',
    source: EDITED,
    build(t) {
      const on = temporaryRepository(t, { commit: false });
      rmSync(join(on.path, '.git'), { recursive: true });
      on.git('init', '-q', '--ref-format=reftable', '--initial-branch=main');
      for (const [name, content] of Object.entries(FILES)) on.write(name, content);
      on.git('add', '--all');
      on.git('commit', '-q', '-m', 'first');
      edit(on.path);
      return on;
    },
  },
];
