import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readConfig } from '../../../src/git/embedded/config.ts';
import { openReflog } from '../../../src/git/embedded/reflog.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('git reads the log; refs that it keeps none for get none, unless it is told to', async t => {
  const { path, env, git } = temporaryRepository(t);
  const gitDir = join(path, '.git');
  const to = git('rev-parse', 'HEAD');
  const open = (isBare = false) =>
    openReflog(gitDir, readConfig({ gitDir, branch: undefined, env }), env, isBare);
  const has = (ref: string) => existsSync(join(gitDir, 'logs', ref));
  open()({ ref: 'HEAD', from: to, to, message: 'said here' });
  t.equal(git('reflog', '-1', '--format=%gn %gs', 'HEAD'), 'Ada Author said here');
  open()({ ref: 'refs/runs/x', from: undefined, to, message: '' });
  t.notOk(has('refs/runs/x'));
  git('config', '--unset', 'core.logAllRefUpdates');
  open(true)({ ref: 'refs/heads/x', from: undefined, to, message: '' });
  t.notOk(has('refs/heads/x'), 'bare');
  open()({ ref: 'refs/heads/x', from: undefined, to, message: '' });
  t.ok(has('refs/heads/x'));
  git('config', 'core.logAllRefUpdates', 'always');
  open()({ ref: 'refs/runs/x', from: undefined, to, message: '' });
  t.ok(has('refs/runs/x'));
  git('update-ref', 'refs/runs/x', to);
  t.equal(git('reflog', '-1', '--format=%H', 'refs/runs/x'), to);
});
