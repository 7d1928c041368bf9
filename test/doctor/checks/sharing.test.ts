import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { sharing } from '../../../src/doctor/checks/sharing.ts';
import { setUp } from '../../support/set-up.ts';

t.test('where runs are shared is told, without a password', async t => {
  const { on, look } = setUp(t);
  t.match(await sharing.look(await look()), [{ state: 'ok', message: 'no remote: runs stay here' }]);
  on.git('remote', 'add', 'origin', 'https://ada:secret@git.example.com/digits.git');
  const found = await sharing.look(await look());
  t.match(found, [
    { state: 'ok', message: 'runs are shared with origin: https://git.example.com/digits.git' },
  ]);
  t.notMatch(JSON.stringify(found), 'secret');
});

t.test('of a host it is told what is known, however its address is written', async t => {
  const { on, look } = setUp(t);
  on.git('remote', 'add', 'origin', 'x');
  const told = async (url: string) => {
    on.git('remote', 'set-url', 'origin', url);
    const [, host] = await sharing.look(await look());
    return host && `${host.state}: ${host.message}`;
  };
  for (const url of ['https://github.com/a/b', 'git@github.com:a/b.git', 'ssh://git@ssh.github.com:443/a/b'])
    t.match(await told(url), /^ok: .*100 MB/, url);
  t.match(await told('https://gitlab.com/a/b.git'), /^ok: .*100 MiB/);
  t.match(await told('git@bitbucket.org:a/b.git'), /^warning: .*not known/);
  t.match(await told('https://codeup.aliyun.com/a/b.git'), /^warning: .*no refs\/runs/);
  for (const url of ['https://github.com.example.com/a', '/srv/github.com/a', 'https://notgithub.com/a'])
    t.equal(await told(url), undefined, url);
  on.git('config', 'run.refPrefix', 'refs/heads/runs/');
  t.equal(await told('https://codeup.aliyun.com/a/b.git'), undefined, 'it is not asked for refs/runs');
});

t.test('a server that does not guard its runs is a warning, with what to type', async t => {
  const { on, look } = setUp(t);
  on.git('config', 'core.bare', 'true');
  const here = async () => sharing.look(await look({ GIT_DIR: join(on.path, '.git') }));
  t.match(await here(), [{ state: 'warning', remedy: ['git run hook install'] }]);
  mkdirSync(join(on.path, '.git/hooks'), { recursive: true });
  on.write('.git/hooks/pre-receive*', '#!/bin/sh\n');
  t.match(await here(), [{ state: 'warning', remedy: ['git run hook install --chain'] }]);
  on.write('.git/hooks/pre-receive*', '#!/bin/sh\n# A hook of git-run, version 1.\n');
  t.match(await here(), [{ state: 'ok', message: /guards/ }]);
});
