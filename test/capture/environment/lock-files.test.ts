import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openFileFacts, sha256 } from '../../../src/capture/environment/file-facts.ts';
import { lockFiles } from '../../../src/capture/environment/lock-files.ts';

t.test('lock files at the top are told by digest', async t => {
  const folder = t.testdir({
    'uv.lock': 'a',
    'pylock.dev.toml': 'b',
    'requirements-dev.txt': 'c',
    Dockerfile: 'd',
    '.python-version': '3.12\n',
    'train.py': '',
    'notes.txt': '',
    'poetry.lock': {},
    sub: { 'Cargo.lock': '' },
  });
  t.same(lockFiles(folder, openFileFacts(join(folder, 'facts'))), {
    files: {
      'uv.lock': sha256('a'),
      'pylock.dev.toml': sha256('b'),
      'requirements-dev.txt': sha256('c'),
      Dockerfile: sha256('d'),
      '.python-version': sha256('3.12\n'),
    },
    complete: true,
  });
});

t.test('one that cannot be read makes the list incomplete', async t => {
  const folder = t.testdir({ 'uv.lock': 'a' });
  symlinkSync('poetry.lock', join(folder, 'poetry.lock'));
  t.match(lockFiles(folder, openFileFacts(join(folder, 'facts'))), {
    files: { 'uv.lock': sha256('a') },
    complete: false,
  });
});
