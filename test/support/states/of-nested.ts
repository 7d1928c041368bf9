/** States of repositories inside the work tree. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { addSubmodule, nestRepository } from '../submodules.ts';
import { gitIn } from '../temporary-repository.ts';
import { type State, state } from './state.ts';

const options = { files: { 'a.py': '1\n' } };
const stored = { stored: true, dirty: true };

export const nestedStates: readonly State[] = [
  state(
    'a submodule that is clean and published, with one inside it',
    {
      source: {
        nested: [
          { path: 'lib', left: 'published' },
          { path: 'lib/in', left: 'published' },
        ],
      },
    },
    (on, t) => {
      const lib = addSubmodule(t, on, 'lib');
      addSubmodule(t, { path: lib.path, env: on.env }, 'in');
      lib.git('push', '-q', 'origin', 'HEAD:refs/heads/more');
      on.git('commit', '-q', '-am', 'in');
    },
  ),
  state(
    'a submodule at another commit that is published',
    { source: { modified: 1, nested: [{ path: 'lib', left: 'published', dirty: true }] } },
    (on, t) => {
      const lib = addSubmodule(t, on, 'lib');
      lib.remote.write('more.py', 'more\n');
      lib.remote.git('add', '--all');
      lib.remote.git('commit', '-q', '-m', 'more');
      lib.git('pull', '-q');
    },
  ),
  state(
    'submodules that are edited, hold new files, or commits of their own',
    {
      source: {
        nested: [
          { path: 'committed', ...stored },
          { path: 'edited', ...stored },
          { path: 'new', ...stored },
        ],
        omitted: [{ path: 'new/.env', reason: 'credential' }],
      },
      leftOut: ['new/x.log', 'new/.env'],
    },
    (on, t) => {
      for (const name of ['committed', 'edited', 'new']) addSubmodule(t, on, name);
      on.write('edited/lib.py*', 'edited\n');
      rmSync(join(on.path, 'edited/deep'), { recursive: true });
      on.write('new/new.py', 'new\n');
      on.write('new/.gitignore', '*.log\n');
      on.write('new/x.log', 'ignored\n');
      on.write('new/.env', 'TOKEN=1');
      on.write('committed/lib.py', 'committed\n');
      gitIn(join(on.path, 'committed'), on.env, ['commit', '-q', '-am', 'own']);
    },
  ),
  state(
    'an edit two submodules deep, with line ends that are converted',
    {
      source: {
        nested: [
          { path: 'lib', ...stored },
          { path: 'lib/in', stored: true },
        ],
        raw: [{ path: 'lib/in/dos.txt' }],
      },
    },
    (on, t) => {
      const lib = addSubmodule(t, on, 'lib');
      addSubmodule(t, { path: lib.path, env: on.env }, 'in');
      on.write('lib/in/.gitattributes', '*.txt text\n');
      on.write('lib/in/dos.txt', 'a\r\n');
    },
  ),
  state(
    'submodules that are empty, not there, and broken in four ways',
    {
      source: {
        deleted: 1,
        nested: [
          { path: 'empty', stored: false, left: 'empty' },
          { path: 'index', ...stored },
          { path: 'leads-nowhere', ...stored },
          { path: 'no-git', stored: false, left: 'published', dirty: false },
          { path: 'no-git-directory', ...stored },
        ],
      },
    },
    (on, t) => {
      const names = ['empty', 'gone', 'index', 'leads-nowhere', 'no-git', 'no-git-directory'];
      for (const name of names) addSubmodule(t, on, name);
      on.git('submodule', '--quiet', 'deinit', '-f', 'empty');
      rmSync(join(on.path, 'gone'), { recursive: true });
      on.write('.git/modules/index/index', 'no index');
      on.write('leads-nowhere/.git', 'gitdir: nowhere\n');
      rmSync(join(on.path, 'no-git/.git'));
      rmSync(join(on.path, 'no-git-directory/.git'));
      mkdirSync(join(on.path, 'no-git-directory/.git'));
    },
  ),
  state(
    'a submodule that keeps its own Git directory, with no .gitmodules and no remote',
    { options, source: { nested: [{ path: 'lib', kind: 'submodule', stored: true, dirty: false }] } },
    on => {
      const git = nestRepository(on, 'lib', { 'x.py': 'x\n' });
      on.git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},lib`);
      on.git('commit', '-q', '-m', 'lib');
    },
  ),
  state(
    'repositories that are not tracked, one in the other, one without a commit, one broken',
    {
      options,
      source: {
        nested: [
          { path: 'tool', kind: 'repository', ...stored },
          { path: 'tool/in', kind: 'repository', ...stored },
          { path: 'unborn', kind: 'repository', ...stored },
        ],
        omitted: [],
      },
      leftOut: ['tool/x.log'],
    },
    on => {
      nestRepository(on, 'tool', { 'x.py*': 'x\n', '.gitignore': '*.log\n', '.env': 'tracked there\n' });
      on.write('tool/x.log', 'ignored\n');
      nestRepository(on, 'tool/in', { 'line\nbreak': 'y\n' });
      on.git('init', '-q', 'unborn');
      on.write('unborn/z.py', 'z\n');
      on.write('broken/.git', 'gitdir: nowhere\n');
      on.write('broken/b.py', 'b\n');
    },
  ),
  state(
    'a repository with more files than are kept',
    {
      options: { ...options, config: { 'run.sizeLimit': '10' } },
      source: {
        nested: [{ path: 'data', kind: 'repository', stored: false, left: 'omitted', files: 11, bytes: 110 }],
        omitted: [{ path: 'data', reason: 'nested-repository', size: 110 }],
      },
      leftOut: Array.from({ length: 11 }, (_, number) => `data/${number}`),
    },
    on => {
      const files = Array.from({ length: 11 }, (_, number) => [`${number}`, 'x'.repeat(10)]);
      nestRepository(on, 'data', Object.fromEntries(files));
    },
  ),
];
