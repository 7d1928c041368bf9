import { homedir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { hooksDirectory } from '../../src/git/hooks-directory.ts';
import { openDoor } from '../support/recorded-run.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

t.test('hooks are looked for where Git looks for them', async t => {
  const on = temporaryRepository(t);
  const found = async (from = on.path) => hooksDirectory(await openDoor(t, on.path, on.env), from);
  t.equal(await found(), join(on.path, '.git', 'hooks'));
  on.git('config', 'core.hooksPath', 'ours');
  t.equal(await found(), join(on.path, 'ours'));
  t.equal(await found(join(on.path, '.git')), join(on.path, '.git', 'ours'));
  on.git('config', 'core.hooksPath', '~/ours');
  t.equal(await found(), join(homedir(), 'ours'));
});
