/** States of files: what Git is told of them, their names, their kinds. */
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type State, state } from './state.ts';

const FILES = { 'a.py': '1\n', 'b.py': '1\n', 'd/c.py': '1\n', 'run.sh*': '#!/bin/sh\n' };
const options = { files: FILES };
const CLEAN = { modified: 0, added: 0, deleted: 0, omitted: [], raw: [], stable: true, unmerged: false };

export const fileStates: readonly State[] = [
  state('nothing has changed', { options, source: CLEAN }, () => {}),
  state(
    'edited, staged, both, new, gone',
    { options, source: { ...CLEAN, modified: 2, added: 2, deleted: 1 } },
    ({ write, git, path }) => {
      write('a.py', '2\n');
      write('b.py', '2\n');
      git('add', 'b.py');
      write('b.py', '3\n');
      write('new/e.py', '4\n');
      write('staged', '');
      git('add', 'staged');
      unlinkSync(join(path, 'd/c.py'));
    },
  ),
  state(
    'assume-unchanged',
    { options, source: { ...CLEAN, modified: 1, hidden: ['a.py'] } },
    ({ write, git }) => {
      git('update-index', '--assume-unchanged', 'a.py', 'b.py');
      write('a.py', '2\n');
    },
  ),
  state(
    'skip-worktree',
    { options, source: { ...CLEAN, modified: 1, deleted: 1, hidden: ['a.py', 'b.py'] } },
    ({ write, git, path }) => {
      git('update-index', '--skip-worktree', 'a.py', 'b.py', 'run.sh');
      write('a.py', '2\n');
      unlinkSync(join(path, 'b.py'));
    },
  ),
  state('intent to add', { options, source: { ...CLEAN, added: 1 } }, ({ write, git }) => {
    write('new.py', 'new\n');
    git('add', '--intent-to-add', 'new.py');
  }),
  state(
    'an unmerged index',
    { options, source: { unmerged: true, modified: 1, deleted: 0 } },
    ({ write, git }) => {
      const commit = (text: string) => {
        write('a.py', text);
        git('commit', '-q', '-am', text);
      };
      git('switch', '-q', '-c', 'other');
      commit('theirs\n');
      git('switch', '-q', 'main');
      commit('ours\n');
      try {
        git('merge', '-q', 'other');
      } catch {
        // The conflict is what is wanted.
      }
    },
  ),
  state(
    'no commit yet',
    { options: { ...options, commit: false }, source: { head: undefined, added: 4, branch: 'main' } },
    ({ git, write }) => {
      git('add', 'a.py');
      write('a.py', '2\n');
    },
  ),
  state(
    'symbolic links',
    { options, source: { ...CLEAN, modified: 1, added: 5, deleted: 1 } },
    ({ path }) => {
      symlinkSync('nowhere/at all', join(path, 'dangling'));
      symlinkSync('d', join(path, 'to-directory'));
      symlinkSync('/etc/hostname', join(path, 'outside'));
      symlinkSync('../..', join(path, 'up'));
      unlinkSync(join(path, 'a.py'));
      symlinkSync('b.py', join(path, 'a.py'));
      renameSync(join(path, 'd'), join(path, '.git/d'));
      symlinkSync('.', join(path, 'd'));
    },
  ),
  state('modes', { options, source: { ...CLEAN, modified: 2, added: 1 } }, ({ path, write }) => {
    chmodSync(join(path, 'a.py'), 0o755);
    chmodSync(join(path, 'run.sh'), 0o644);
    write('new.sh*', '');
  }),
  state(
    'a name that differs in case alone',
    { options, source: { ...CLEAN, added: 2, deleted: 1 } },
    ({ path, git, write }) => {
      git('mv', 'a.py', 'A.py');
      write('B.py', 'beside b.py\n');
      rmSync(join(path, 'b.py'));
      write('b.py', '1\n');
    },
  ),
  state('names of any bytes', { options, source: { ...CLEAN, added: 7 } }, ({ path, write }) => {
    for (const name of ['line\nbreak', ' "quoted"\\', 'tab\t', 'ünïcode/ключ', '-rf', '\ufeffmark'])
      write(name, name);
    const bytes = Buffer.concat([Buffer.from(`${path}/caf`), Buffer.from([0xe9, 0xff])]);
    writeFileSync(bytes, 'latin');
  }),
  state(
    'a file becomes a directory, a directory a file',
    { options, source: { ...CLEAN, added: 2, deleted: 2 } },
    ({ path, write }) => {
      unlinkSync(join(path, 'a.py'));
      write('a.py/inner', '1');
      rmSync(join(path, 'd'), { recursive: true });
      write('d', 'a file now');
    },
  ),
  state(
    'ignored files do not come back, a declared input among them is known by its digest',
    {
      options: { files: { ...FILES, '.gitignore': 'data/\n*.log\n' } },
      source: CLEAN,
      inputs: [{ path: 'data/train.csv', size: 4, sha256: /^[0-9a-f]{64}$/ }],
      leftOut: ['data/train.csv', 'data/other.csv', 'x.log'],
    },
    ({ write }) => {
      for (const name of ['data/train.csv', 'data/other.csv', 'x.log']) write(name, '1,2\n');
      return { options: { inputs: ['data/train.csv'] } };
    },
  ),
  state(
    'a file over the size limit, and credentials',
    {
      options: { files: FILES, config: { 'run.sizeLimit': '20' } },
      source: {
        ...CLEAN,
        added: 1,
        omitted: [
          { path: '.env', reason: 'credential', size: 7 },
          { path: 'large.bin', reason: 'too-large', size: 21, sha256: /^[0-9a-f]{64}$/ },
        ],
      },
      leftOut: ['large.bin', '.env'],
    },
    ({ write }) => {
      write('large.bin', 'x'.repeat(21));
      write('edge.bin', 'x'.repeat(20));
      write('.env', 'TOKEN=1');
    },
  ),
  state('an empty directory is no file', { options, source: CLEAN }, ({ path }) => {
    mkdirSync(join(path, 'empty/deeper'), { recursive: true });
  }),
];
